using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;
using SensorNet.BrokerAccess.Tls;
using SensorNet.BrokerAccess.WebSockets;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Brokers;

/// <summary>Says in a few words why there is no connection, and tells what may pass from what will not.</summary>
internal static class ConnectFailure
{
    public const string Refused = "connection refused";

    private const int ReasonCharsMax = 300;

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

    public static string Describe(Exception failure, BrokerConnection connection, BrokerOptions options)
    {
        Exception cause = failure;
        while (cause is MqttCommunicationException or MqttClientDisconnectedException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        bool saysAll = IsOfCertificate(cause) || cause is BrokerTlsException or WebSocketFailedException;
        string? guess = connection.IsOpen && !connection.IsAnswered && !saysAll ? Counterpart.Describe(connection, options) : null;
        string reason = guess ?? cause switch
        {
            SocketException socket => DescribeSocket(socket, options.Address),
            AuthenticationException when IsOfCertificate(cause) =>
                $"TLS: the broker's certificate is not trusted, or is not of '{options.Address.Host}': check the host name and --ca",
            AuthenticationException => $"TLS: {OwnMessage(Informative(cause))}",
            OperationCanceledException or MqttCommunicationTimedOutException =>
                $"no answer within {options.Timeout.TotalSeconds:0.#} s",
            _ => OwnMessage(cause),
        };
        return SafeText.Escape(reason.TrimEnd('.'), ReasonCharsMax);
    }

    public static string DescribeLoss(Exception? cause) => cause switch
    {
        null => "closed by the broker",
        MqttCommunicationTimedOutException => "the broker did not answer",
        _ => SafeText.Escape(OwnMessage(Innermost(cause)).TrimEnd('.'), ReasonCharsMax),
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
                throw new TransientRefusalException($"refused: {Describe(result.ResultCode)}");
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

    private static string Describe(MqttClientConnectResultCode refusal) => refusal switch
    {
        MqttClientConnectResultCode.UnsupportedProtocolVersion => "the broker does not take MQTT 3.1.1",
        MqttClientConnectResultCode.ClientIdentifierNotValid => "the broker does not take the client id",
        MqttClientConnectResultCode.ServerUnavailable or MqttClientConnectResultCode.ServerBusy => "the broker cannot serve now",
        _ => $"code {(int)refusal}",
    };

    /// <summary>True when TLS came as far as the broker's certificate.</summary>
    private static bool IsOfCertificate(Exception cause) =>
        cause is AuthenticationException && cause.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase);

    /// <summary>.NET says of a failed handshake only that there is another exception, which says why.</summary>
    private static Exception Informative(Exception cause) =>
        cause.InnerException is not null && cause.Message.Contains("inner exception", StringComparison.Ordinal) ? Innermost(cause) : cause;

    /// <summary>What an exception says; the runtime's text for one that has none names its type, which helps nobody.</summary>
    private static string OwnMessage(Exception cause) =>
        cause.Message.Length == 0 || cause.Message.Contains(cause.GetType().Name, StringComparison.Ordinal) ? "the connection failed" : cause.Message;

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
        SocketError.ConnectionRefused => Refused,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"no host '{address.Host}' found",
        _ => socket.Message,
    };
}
