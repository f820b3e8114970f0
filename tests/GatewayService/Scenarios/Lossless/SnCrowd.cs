using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Polling;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Lossless;

/// <summary>Many clients on the test's thread, each with a socket and a topic of its own.</summary>
internal sealed class SnCrowd : IDisposable
{
    /// <summary>The topics are dealt out to so many groups: <c>crowd/group/number</c>.</summary>
    public const int Groups = 8;

    // Clients that connect at the same time.
    private const int ConnectingMax = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Poller _poller = Poller.Create();
    private readonly CrowdClient[] _clients;
    private readonly byte[] _datagram = new byte[512];
    private readonly Message _message = new();
    private readonly Queue<(long At, CrowdClient Client, byte[] Datagram)> _answers = new();
    private readonly TimeSpan _answerDelay;

    /// <param name="gateway">Where it listens.</param>
    /// <param name="count">The clients.</param>
    /// <param name="answerDelay">What a client takes to answer a PUBLISH or PUBREL, as over a slow network.</param>
    public SnCrowd(IPEndPoint gateway, int count, TimeSpan answerDelay = default)
    {
        _answerDelay = answerDelay;
        _clients = [.. Enumerable.Range(0, count).Select(number => new CrowdClient(this, gateway, number))];
        foreach (CrowdClient client in _clients)
        {
            _poller.Add(client.Socket, client.Number);
        }
    }

    public IReadOnlyList<CrowdClient> Clients => _clients;

    public int? SubscribeQos { get; private set; }

    public int PublishQos { get; private set; }

    public int MessagesEach { get; private set; }

    /// <summary>Messages that came down.</summary>
    public int ReceivedCount { get; private set; }

    public int RepeatCount { get; private set; }

    /// <summary>What the gateway refused.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Connects all; each registers its topic, or subscribes to it.</summary>
    public void Connect(int? subscribeQos = null)
    {
        SubscribeQos = subscribeQos;
        for (int first = 0; first < _clients.Length; first += ConnectingMax)
        {
            CrowdClient[] some = _clients[first..Math.Min(first + ConnectingMax, _clients.Length)];
            Array.ForEach(some, client => client.Begin());
            RunUntil(() => some.All(client => client.IsDone), "every client is connected");
        }
    }

    /// <summary>Each client publishes the numbers from 0 on, one after the other, until all are acknowledged.</summary>
    public void Publish(int qos, int messagesEach)
    {
        PublishQos = qos;
        MessagesEach = messagesEach;
        Array.ForEach(_clients, client => client.BeginPublishing());
        RunUntil(() => _clients.All(client => client.IsDone), "every message is acknowledged");
    }

    /// <summary>Takes what comes until so many messages have.</summary>
    public void ReceiveUntil(int count, Func<string> details) => RunUntil(() => ReceivedCount >= count, $"{count} messages arrive", details);

    public void NoteReceived() => ReceivedCount++;

    public void NoteRepeat() => RepeatCount++;

    public void NoteRefusal(string refusal) => Refusals.Add(refusal);

    public void Answer(CrowdClient client, byte[] datagram) =>
        _answers.Enqueue((Stopwatch.GetTimestamp() + (long)(_answerDelay.TotalSeconds * Stopwatch.Frequency), client, datagram));

    public void Dispose()
    {
        foreach (CrowdClient client in _clients)
        {
            _poller.Remove(client.Socket, client.Number);
            client.Dispose();
        }

        _poller.Dispose();
    }

    private void RunUntil(Func<bool> condition, string what, Func<string>? details = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail(
                    $"not within {Patience.TotalSeconds} s: {what}; {ReceivedCount} received, {RepeatCount} sent again, "
                    + $"{_clients.Count(client => !client.IsDone)} clients wait, {Refusals.Count} refusals\n{details?.Invoke()}");
            }

            Turn();
        }
    }

    private void Turn()
    {
        int ready = _poller.Wait(_answers.Count > 0 ? 1 : 20);
        for (int i = 0; i < ready; i++)
        {
            Receive(_clients[_poller.Key(i)]);
        }

        while (_answers.TryPeek(out (long At, CrowdClient Client, byte[] Datagram) answer) && answer.At <= Stopwatch.GetTimestamp())
        {
            _answers.Dequeue();
            answer.Client.Send(answer.Datagram);
        }

        foreach (CrowdClient client in ready == 0 ? _clients : [])
        {
            client.Retry(RetryAfter);
        }
    }

    private void Receive(CrowdClient client)
    {
        while (client.Socket.Receive(_datagram, SocketFlags.None, out SocketError error) is var length && error == SocketError.Success)
        {
            Assert.IsTrue(MessageDecoder.TryDecode(_datagram, 0, length, _message, out DecodeError problem), $"client {client.Number}: {problem}");
            client.OnMessage(_message);
        }
    }
}
