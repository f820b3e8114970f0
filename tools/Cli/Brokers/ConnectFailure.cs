using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;
using SensorNet.Cli.Messages;

namespace SensorNet.Cli.Brokers;

/// <summary>Says in a few words why there is no connection, and tells what may pass from what will not.</summary>
internal static class ConnectFailure
{
    private const int ReasonCharsMax = 160;

    /// <summary>True for what the network and the broker may do; anything else is this program's own fault.</summary>
    public static bool IsOne(Exception failure) => failure
        is MqttCommunicationException
        or MqttClientDisconnectedException
        or MqttClientNotConnectedException
        or MqttProtocolViolationException
        or SocketException
        or IOException
        or AuthenticationException
        or OperationCanceledException
        or TransientRefusalException;

    public static string Describe(Exception failure, BrokerOptions options)
    {
        Exception cause = failure;
        while (cause is MqttCommunicationException or MqttClientDisconnectedException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        string reason = cause switch
        {
            SocketException socket => DescribeSocket(socket, options.Address),
            AuthenticationException => $"TLS: {cause.Message}",
            OperationCanceledException or MqttCommunicationTimedOutException =>
                $"no answer within {options.Timeout.TotalSeconds:0.#} s",
            _ => cause.Message,
        };
        return SafeText.Escape(reason.TrimEnd('.'), ReasonCharsMax);
    }

    public static string DescribeLoss(Exception? cause) => cause switch
    {
        null => "closed by the broker",
        MqttCommunicationTimedOutException => "the broker gave no sign of life",
        _ => SafeText.Escape(Innermost(cause).Message.TrimEnd('.'), ReasonCharsMax),
    };

    /// <exception cref="BrokerRefusedException">Trying again is no use.</exception>
    /// <exception cref="TransientRefusalException">Trying again may help.</exception>
    public static void ThrowIfRefused(MqttClientConnectResult result, BrokerOptions options)
    {
        string broker = $"the broker at {options.Address}";
        switch (result.ResultCode)
        {
            case MqttClientConnectResultCode.Success:
                return;
            case MqttClientConnectResultCode.BadUserNameOrPassword:
                throw new BrokerRefusedException(
                    $"{broker} refused the user name or password: check --user and --password");
            case MqttClientConnectResultCode.NotAuthorized:
                throw new BrokerRefusedException(options.User is null
                    ? $"{broker} wants a user name and password: give --user and --password"
                    : $"{broker} does not admit user '{options.User}': check --user and --password");
            default:
                throw new TransientRefusalException($"refused: {result.ResultCode}");
        }
    }

    /// <exception cref="BrokerRefusedException">The broker did not grant the subscription.</exception>
    public static void ThrowIfRefused(MqttClientSubscribeResult result, string topicFilter)
    {
        // [MQTT-3.9.3-2]: 0 to 2 is the granted QoS, anything else a refusal.
        if (result.Items.Any(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
        {
            throw new BrokerRefusedException(
                $"the broker does not allow '{topicFilter}' to be followed: give another --topic, or a --user who may");
        }
    }

    private static Exception Innermost(Exception cause)
    {
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause;
    }

    private static string DescribeSocket(SocketException socket, BrokerAddress address) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"no host '{address.Host}' found",
        _ => socket.Message,
    };
}
