using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Kills;

/// <summary>
/// Clients that each connect once with a will, and are never heard again: the will of each whose CONNECT was accepted has to be published, whatever
/// happens to the gateway.
/// </summary>
internal sealed class MortalClients : IDisposable
{
    private const int AnswerMs = 250;
    private const int KeepAliveSeconds = 2;
    private const int PauseMsMax = 120;

    private readonly IPEndPoint _gateway;
    private readonly Random _random;
    private readonly Thread _thread;
    private readonly ConcurrentQueue<string> _accepted = new();
    private volatile bool _ended;

    public MortalClients(IPEndPoint gateway, int seed)
    {
        _gateway = gateway;
        _random = new Random(seed);
        _thread = new Thread(Run) { IsBackground = true, Name = "mortals" };
        _thread.Start();
    }

    /// <summary>The will topics of those that were accepted.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>No further one connects.</summary>
    public void End()
    {
        _ended = true;
        _thread.Join();
    }

    public void Dispose() => End();

    private void Run()
    {
        for (int number = 0; !_ended; number++)
        {
            string id = $"mortal-{number}";
            if (IsAccepted(id))
            {
                _accepted.Enqueue(TopicOf(id));
            }

            Thread.Sleep(_random.Next(1, PauseMsMax));
        }
    }

    private static string TopicOf(string id) => $"will/{id}";

    // Without an answer nobody knows whether it is connected: it is not counted.
    private bool IsAccepted(string id)
    {
        using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(_gateway);
        byte[] buffer = new byte[512];
        Slice idOctets = new Slice(Encoding.UTF8.GetBytes(id));
        Slice topic = new Slice(Encoding.UTF8.GetBytes(TopicOf(id)));
        Slice target = new Slice(buffer);
        return IsAnswered(socket, buffer, ConnectMessages.WriteConnect(target, true, true, KeepAliveSeconds, idOctets), MessageType.WillTopicReq)
            && IsAnswered(socket, buffer, WillMessages.WriteWillTopic(target, 1, false, topic), MessageType.WillMsgReq)
            && IsAnswered(socket, buffer, WillMessages.WriteWillMsg(target, new Slice("gone"u8.ToArray())), MessageType.ConnAck);
    }

    private static bool IsAnswered(Socket socket, byte[] buffer, int length, MessageType answer)
    {
        Message message = new Message();
        try
        {
            socket.Send(buffer.AsSpan(0, length));
            byte[] datagram = new byte[512];
            return socket.Poll(AnswerMs * 1000, SelectMode.SelectRead)
                && MessageDecoder.TryDecode(datagram, 0, socket.Receive(datagram), message, out _)
                && message.Type == answer
                && message.ReturnCode == ReturnCode.Accepted;
        }
        catch (SocketException)
        {
            // Nobody listens at the gateway's port at this moment.
            return false;
        }
    }
}
