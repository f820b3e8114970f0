using System.Diagnostics;
using SensorNet.GatewayService.Polling;
using SensorNet.MqttSn;

namespace SensorNet.Benchmarks.Load;

/// <summary>Many simulated clients on one thread.</summary>
internal sealed class LoadGenerator : IDisposable
{
    /// <summary>Clients that connect at the same time.</summary>
    private const int ConnectWindow = 500;

    /// <summary>DTLS handshakes at the same time.</summary>
    private const int HandshakesMax = 8;

    private const int RetryMs = 1_000;
    private const int ConnectPatienceMs = 30_000;

    private readonly LoadOptions _options;
    private readonly Poller _poller = Poller.Create();
    private readonly List<LoadClient> _clients = [];
    private readonly Dictionary<int, LoadClient> _byNumber = [];
    private readonly byte[] _datagram = new byte[2048];
    private readonly Message _message = new();
    private int _waiting;

    public LoadGenerator(LoadOptions options)
    {
        _options = options;
    }

    public int ClientCount => _clients.Count;

    public IEnumerable<string> Topics => _clients.Select(client => client.Topic);

    public long Received { get; private set; }

    public long Retransmissions { get; private set; }

    /// <summary>Adds clients that are connected, with a registered topic (or a subscription to it) each.</summary>
    /// <returns>How long that took.</returns>
    public TimeSpan Connect(int count, int first = 0, int? subscribeQos = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        LoadClient[] clients = MakeClients(count, first);
        int added = 0;
        int before = _clients.Count;
        int nextRetry = RetryMs;
        while (added < count || _waiting > 0)
        {
            while (added < count && _waiting < ConnectWindow)
            {
                Add(clients[added]);
                added++;
            }

            HandleArrived(10, client => NextStep(client, subscribeQos));
            if (watch.ElapsedMilliseconds > nextRetry)
            {
                nextRetry += RetryMs;
                RetryConnecting(before, subscribeQos);
            }

            if (watch.ElapsedMilliseconds > ConnectPatienceMs + count)
            {
                throw new TimeoutException($"{_waiting} of {added} clients have no answer from {_options.Gateway}");
            }
        }

        return watch.Elapsed;
    }

    /// <summary>Adds clients that only send: what they send to need not be a gateway.</summary>
    public void AddUnconnected(int count)
    {
        for (int number = 0; number < count; number++)
        {
            LoadClient client = new LoadClient(_options, number);
            client.UseTopic(1, 0);
            _clients.Add(client);
            _poller.Add(client.Socket, number);
        }
    }

    /// <summary>Closes the sockets; the gateway is not told, so that it keeps the clients.</summary>
    public void Abandon()
    {
        foreach (LoadClient client in _clients)
        {
            _poller.Remove(client.Socket, client.Number);
            client.Dispose();
        }

        _clients.Clear();
    }

    /// <summary>Publishes at QoS 0 at a rate, for a time.</summary>
    /// <returns>How many datagrams the system took.</returns>
    public long SendQos0(double rate, TimeSpan duration)
    {
        UseQos(0);
        long sent = 0L;
        int next = 0;
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            long due = (long)(watch.Elapsed.TotalSeconds * rate);
            for (; sent < due && watch.Elapsed < duration; sent++)
            {
                _clients[next].Publish(withId: false);
                next = next + 1 == _clients.Count ? 0 : next + 1;
            }

            Thread.Sleep(1);
        }

        return sent;
    }

    /// <summary>Publishes at QoS 1 or 2, one message a client at a time; as fast as the answers come, or at a rate.</summary>
    public RoundTrips RoundTrip(int qos, double rate, TimeSpan duration)
    {
        UseQos(qos);
        RoundTrips trips = new RoundTrips();
        Queue<LoadClient> idle = new Queue<LoadClient>(_clients);
        long started = 0L;
        Stopwatch watch = Stopwatch.StartNew();
        int nextRetry = RetryMs;
        while (watch.Elapsed < duration)
        {
            long due = rate > 0 ? (long)(watch.Elapsed.TotalSeconds * rate) + 1 : long.MaxValue;
            for (; started < due && idle.TryDequeue(out LoadClient? client); started++)
            {
                Start(client);
            }

            HandleArrived(1, client => AdvancePublish(client, qos, trips, idle));
            if (watch.ElapsedMilliseconds > nextRetry)
            {
                nextRetry += RetryMs;
                RetryPublishing();
            }
        }

        trips.Elapsed = watch.Elapsed;
        Settle(client => AdvancePublish(client, qos, trips: null, idle: null));
        return trips;
    }

    /// <summary>Counts what arrives until nothing has for a while.</summary>
    public long ReceiveUntilQuiet(Func<bool> isOver, TimeSpan quiet)
    {
        long before = Received;
        Stopwatch last = Stopwatch.StartNew();
        while (!isOver() || last.Elapsed < quiet)
        {
            long had = Received;
            HandleArrived(10, client =>
            {
                if (_message.Type == MessageType.Publish)
                {
                    Received++;
                    if (_message.Qos == 1)
                    {
                        client.SendPubAck(_message.TopicId, _message.MessageId);
                    }
                }
            });
            if (Received != had)
            {
                last.Restart();
            }
        }

        return Received - before;
    }

    public void Disconnect()
    {
        foreach (LoadClient client in _clients)
        {
            client.SendDisconnect();
        }
    }

    public void Dispose()
    {
        Abandon();
        _poller.Dispose();
    }

    private LoadClient[] MakeClients(int count, int first)
    {
        LoadClient[] clients = [.. Enumerable.Range(first, count).Select(number => new LoadClient(_options, number))];
        if (_options.Key is not null)
        {
            Parallel.ForEach(clients, new ParallelOptions { MaxDegreeOfParallelism = HandshakesMax }, client => client.Secure());
        }

        return clients;
    }

    private void Add(LoadClient client)
    {
        _clients.Add(client);
        _poller.Add(client.Socket, client.Number);
        client.Step = LoadStep.ConnAck;
        client.SendConnect();
        _waiting++;
        _byNumber[client.Number] = client;
    }

    private void HandleArrived(int timeoutMs, Action<LoadClient> handle)
    {
        int ready = _poller.Wait(timeoutMs);
        for (int i = 0; i < ready; i++)
        {
            LoadClient client = _byNumber[_poller.Key(i)];
            for (int length = client.Receive(_datagram); length > 0; length = client.Receive(_datagram))
            {
                if (MessageDecoder.TryDecode(_datagram, 0, length, _message, out _))
                {
                    handle(client);
                }
            }
        }
    }

    private void NextStep(LoadClient client, int? subscribeQos)
    {
        if (client.Step == LoadStep.ConnAck && _message.Type == MessageType.ConnAck && _message.ReturnCode == ReturnCode.Accepted)
        {
            AskForTopic(client, subscribeQos);
        }
        else if (
            (client.Step == LoadStep.RegAck && _message.Type == MessageType.RegAck)
            || (client.Step == LoadStep.SubAck && _message.Type == MessageType.SubAck))
        {
            if (_message.ReturnCode == ReturnCode.Accepted)
            {
                client.UseTopic(_message.TopicId, 0);
                client.Step = LoadStep.Nothing;
                _waiting--;
            }
        }
    }

    private static void AskForTopic(LoadClient client, int? subscribeQos)
    {
        client.Step = subscribeQos is null ? LoadStep.RegAck : LoadStep.SubAck;
        if (subscribeQos is { } qos)
        {
            client.SendSubscribe(qos);
        }
        else
        {
            client.SendRegister();
        }
    }

    private void RetryConnecting(int from, int? subscribeQos)
    {
        foreach (LoadClient? client in _clients.Skip(from).Where(client => client.Step != LoadStep.Nothing))
        {
            Retransmissions++;
            if (client.Step == LoadStep.ConnAck)
            {
                client.SendConnect();
            }
            else
            {
                AskForTopic(client, subscribeQos);
            }
        }
    }

    private static void Start(LoadClient client)
    {
        client.Step = LoadStep.PubAck;
        client.SentAt = Stopwatch.GetTimestamp();
        client.Publish(withId: true);
    }

    private void AdvancePublish(LoadClient client, int qos, RoundTrips? trips, Queue<LoadClient>? idle)
    {
        if (_message.Type == MessageType.PubRec && qos == 2)
        {
            client.SendPubRel(_message.MessageId);
            return;
        }

        if (client.Step != LoadStep.PubAck || _message.Type != (qos == 1 ? MessageType.PubAck : MessageType.PubComp))
        {
            if (_message.Type == MessageType.PubAck && _message.ReturnCode != ReturnCode.Accepted && trips is not null)
            {
                trips.Rejected++;
            }

            return;
        }

        client.Step = LoadStep.Nothing;
        if (qos == 1 && _message.ReturnCode != ReturnCode.Accepted)
        {
            if (trips is not null)
            {
                trips.Rejected++;
            }
        }
        else
        {
            trips?.Add(Stopwatch.GetTimestamp() - client.SentAt);
        }

        idle?.Enqueue(client);
    }

    private void RetryPublishing()
    {
        long limit = Stopwatch.GetTimestamp() - (RetryMs * Stopwatch.Frequency / 1000);
        foreach (LoadClient? client in _clients.Where(client => client.Step == LoadStep.PubAck && client.SentAt < limit))
        {
            Retransmissions++;
            client.PublishAgain();
        }
    }

    private void Settle(Action<LoadClient> handle)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < RetryMs && _clients.Any(client => client.Step == LoadStep.PubAck))
        {
            HandleArrived(10, handle);
        }
    }

    private void UseQos(int qos)
    {
        foreach (LoadClient client in _clients)
        {
            client.UseQos(qos);
            client.Step = LoadStep.Nothing;
        }
    }
}
