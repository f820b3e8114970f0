using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Addresses;
using SensorNet.Cli.Sn.Views;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether an MQTT-SN gateway answers SEARCHGW (6.1) and CONNECT (6.2), as a ConstrainedNode asks it.</summary>
internal sealed class GatewayCheck(BrokerAddress gateway, CheckReport report)
{
    public const string SearchName = "gateway.search";
    public const string ConnectName = "gateway.connect";

    private const int BufferBytes = 256;
    private const int AttemptsMax = 3;
    private const int KeepAliveSeconds = 10;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly byte[] _clientId = Encoding.ASCII.GetBytes(ProbeOptions.NewClientId());
    private readonly Message _answer = new();

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            IPEndPoint there = await HostLookup.ResolveAsync(gateway, stop).ConfigureAwait(false);
            if (there.AddressFamily != AddressFamily.InterNetwork)
            {
                report.Failed(ConnectName, NodeAddresses.Missing(gateway.Host), "a node with this gatewayHost would not find it");
                return;
            }

            using Socket socket = new Socket(there.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(there, stop).ConfigureAwait(false);
            await SearchAsync(socket, stop).ConfigureAwait(false);
            await ConnectAsync(socket, stop).ConfigureAwait(false);
        }
        catch (CliException unknown)
        {
            report.Failed(ConnectName, unknown.Message, "a node with this gatewayHost would not find it");
        }
        catch (SocketException failure)
        {
            report.Failed(
                ConnectName,
                failure.SocketErrorCode == SocketError.ConnectionRefused
                    ? $"no gateway listens at {gateway}"
                    : $"there is no way to {gateway}: {failure.Message}",
                "is it running, and is the UDP port right? A node would look for it for ever");
        }
    }

    private async Task SearchAsync(Socket socket, CancellationToken stop)
    {
        int length = DiscoveryMessages.WriteSearchGw(new Slice(_buffer), radius: 1);
        if (await AskAsync(socket, _buffer.AsMemory(0, length), MessageType.GwInfo, stop).ConfigureAwait(false))
        {
            report.Ok(SearchName, $"gateway {_answer.GatewayId} answers SEARCHGW");
        }
        else
        {
            report.Warning(SearchName, "no answer to SEARCHGW", "a node without gatewayHost would not find it before it advertises itself");
        }
    }

    private async Task ConnectAsync(Socket socket, CancellationToken stop)
    {
        byte[] connect = new byte[BufferBytes];
        int length = ConnectMessages.WriteConnect(
            new Slice(connect), will: false, cleanSession: true, KeepAliveSeconds, new Slice(_clientId));
        if (!await AskAsync(socket, connect.AsMemory(0, length), MessageType.ConnAck, stop).ConfigureAwait(false))
        {
            report.Failed(
                ConnectName,
                $"no answer to CONNECT from {gateway} within {(AnswerMax * AttemptsMax).TotalSeconds:0} s",
                "is a gateway running there, and its broker? UDP tells no more; a firewall may drop it");
            return;
        }

        if (_answer.ReturnCode != ReturnCode.Accepted)
        {
            report.Failed(
                ConnectName,
                $"the gateway refuses the connection ({MessagePrinter.Describe(_answer.ReturnCode)})",
                "congestion: it is full, or its broker is away; a node waits and tries again");
            return;
        }

        report.Ok(ConnectName, "the gateway lets a client in");
        length = ConnectMessages.WriteDisconnect(new Slice(connect));
        await socket.SendAsync(connect.AsMemory(0, length), SocketFlags.None, stop).ConfigureAwait(false);
    }

    /// <summary>Sends, and waits for a message of a type; again when there is none, as 6.13 has it.</summary>
    private async Task<bool> AskAsync(Socket socket, ReadOnlyMemory<byte> question, MessageType wanted, CancellationToken stop)
    {
        byte[] sent = question.ToArray();
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            await socket.SendAsync(sent, SocketFlags.None, stop).ConfigureAwait(false);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(AnswerMax);
            try
            {
                while (true)
                {
                    int got = await socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None, limit.Token).ConfigureAwait(false);
                    if (MessageDecoder.TryDecode(_buffer, 0, got, _answer, out _) && _answer.Type == wanted)
                    {
                        return true;
                    }
                }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // The next attempt.
            }
        }

        return false;
    }
}
