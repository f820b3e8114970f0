namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>
/// A gateway, its clients, the network between them and a broker, on one clock. Everything random comes from the seed, so that a run can be had
/// again.
/// </summary>
internal sealed class Simulator
{
    private const int IdentifiersAGateway = 100_000;

    private int _gatewayCount;

    private const int TraceMax = 200;

    private readonly string? _traced = Environment.GetEnvironmentVariable("SENSORNET_TRACE");
    private readonly PriorityQueue<Action, (long Time, long Order)> _events = new();
    private long _order;
    private long _lossesBefore;
    private long _acknowledgedLossesBefore;

    public Simulator(SimulationSettings settings)
    {
        Settings = settings;
        Random = new Random(settings.Seed);
        Network = new SimNetwork(this);
        Broker = new ModelBroker(this);
        Limits = MakeLimits();
        Journal = settings.Crashes ? new MemoryJournal() : null;
        Gateway = MakeGateway();
        Clients = [.. Enumerable.Range(0, settings.Clients).Select(i => new ModelClient(this, i))];
    }

    public SimulationSettings Settings { get; }

    public Random Random { get; }

    public SimNetwork Network { get; }

    public ModelBroker Broker { get; }

    public GatewaySettings Limits { get; }

    public MqttSnGateway Gateway { get; private set; }

    public MemoryJournal? Journal { get; }

    public ModelClient[] Clients { get; }

    public long Now { get; private set; }

    /// <summary>No more faults and no new work: what is under way is finished.</summary>
    public bool Quiescing { get; private set; }

    public bool IsTransparent => Settings.Mode == GatewayMode.Transparent;

    /// <summary>When the gateway crashed last: the next one hears its clients' silence from then on.</summary>
    public long CrashedAt { get; private set; }

    public long StepCount { get; private set; }

    public void At(long time, Action action) => _events.Enqueue(action, (Math.Max(time, Now), ++_order));

    public void After(long ms, Action action) => At(Now + ms, action);

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>What happened last, for the message of a failure.</summary>
    public Queue<string> Trace { get; } = [];

    public void Note(Func<string> describe)
    {
        if (_traced is not null && describe() is { } what && what.Contains(_traced, StringComparison.Ordinal))
        {
            Trace.Enqueue($"{Now} {what}");
            if (Trace.Count > TraceMax)
            {
                Trace.Dequeue();
            }
        }
    }

    public void Check(bool condition, string what)
    {
        if (!condition && !Settings.Wild)
        {
            throw new InvariantViolation($"at {Now} ms: {what}");
        }
    }

    public void Run()
    {
        Broker.Start();
        foreach (ModelClient client in Clients)
        {
            After(Random.Next(3000), client.Start);
        }

        After(1000, Disturb);
        while (StepCount < Settings.Steps)
        {
            Step();
        }

        Quiesce();
        CloseTheBooks();
    }

    // Faults end, clients finish and wake up, and everything that is owed arrives.
    private void Quiesce()
    {
        Quiescing = true;
        Network.Faultless = true;
        Broker.EndOutage();
        for (int i = 0; i < 50 && (i < 2 || Clients.Any(c => c.Missing() + c.MissingRetained() > 0)); i++)
        {
            RunFor(60_000);
        }

        long missing = Clients.Sum(c => c.Missing());
        long dropped = Settings.SmallBounds ? Gateway.Counters.LossesAtQos12 + _acknowledgedLossesBefore : 0;
        Check(missing <= dropped, $"{missing} messages did not arrive, {dropped} were dropped: {DescribeMissing()}");
        long unsent = Clients.Sum(c => c.MissingRetained());
        long lost = Settings.SmallBounds ? Gateway.Counters.LossCount + _lossesBefore : 0;
        Check(unsent <= lost, $"{unsent} retained messages were not sent after an outage: {DescribeMissing()}");
        Broker.CheckWills();
    }

    private string DescribeMissing() => Clients.FirstOrDefault(c => c.Missing() + c.MissingRetained() > 0)?.DescribeMissing() ?? string.Empty;

    // All clients leave for good; the gateway must be as new.
    private void CloseTheBooks()
    {
        foreach (ModelClient client in Clients)
        {
            client.Leave();
        }

        // A keep alive that was corrupted on the way may be as long as there are.
        RunFor(Settings.Wild ? 73_000_000 : 120_000);
        Must(Gateway.ClientCount == 0, $"{Gateway.ClientCount} clients are left behind");
        Must(Gateway.BufferedMessageCount == 0, $"{Gateway.BufferedMessageCount} messages are left behind");
        Must(Gateway.BufferedByteCount == 0, $"{Gateway.BufferedByteCount} octets are left behind");
        Must(Gateway.TopicCount == 0, $"{Gateway.TopicCount} topics are left behind");
        Must(Gateway.FilterCount == 0, $"{Gateway.FilterCount} filters are left behind");
        Must(Gateway.PendingCount == 0, $"{Gateway.PendingCount} requests are left behind");
        Must(Gateway.PendingWillCount == 0, $"{Gateway.PendingWillCount} wills are left behind");
        Must(Journal is null || Journal.IsEmpty, $"the journal still has {Journal?.Left}");
        Must(IsTransparent || Settings.Wild || Broker.SubscriptionCount == 0, $"{Broker.SubscriptionCount} broker subscriptions are left behind");
    }

    private void Must(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvariantViolation($"at {Now} ms, in the end: {what}");
        }
    }

    private void RunFor(long ms)
    {
        long end = Now + ms;
        while (Next() <= end)
        {
            Step();
        }

        Now = end;
    }

    private long Next() => Math.Min(Gateway.NextDeadlineMs, _events.TryPeek(out _, out (long Time, long Order) key) ? key.Time : long.MaxValue);

    private void Step()
    {
        StepCount++;
        long next = Next();
        Now = Math.Max(Now, next);
        if (Gateway.NextDeadlineMs <= Now)
        {
            Gateway.OnTime(Now);
        }
        else
        {
            _events.Dequeue()();
        }

        CheckBounds();
    }

    private void CheckBounds()
    {
        Must(Gateway.ClientCount <= Limits.ClientsMax, $"{Gateway.ClientCount} clients");
        Must(Gateway.BufferedMessageCount <= Limits.BufferedMessagesMax, $"{Gateway.BufferedMessageCount} messages wait");
        Must(Gateway.BufferedByteCount <= Limits.BufferedBytesMax, $"{Gateway.BufferedByteCount} octets wait");
        Must(Gateway.PendingCount <= Limits.InflightMax, $"{Gateway.PendingCount} requests are pending");
        Must(Gateway.PendingWillCount <= Limits.PendingWillsMax, $"{Gateway.PendingWillCount} wills wait");
    }

    // What happens to the world as a whole: messages of others, outages, restarts.
    private void Disturb()
    {
        if (Quiescing)
        {
            return;
        }

        Broker.PublishFromOutside();
        if (Settings.Outages && Chance(0.01))
        {
            Broker.BeginOutage();
        }

        if (Settings.Wild && Chance(0.002))
        {
            Broker.Forget();
            Gateway = MakeGateway();
            Broker.Start();
        }

        if (Journal is not null && Chance(0.02))
        {
            Crash();
        }

        After(100 + Random.Next(1000), Disturb);
    }

    private MqttSnGateway MakeGateway()
    {
        // As the service does: the broker still has the identifiers of the gateway before.
        Limits.FirstSubscriptionIdentifier = (++_gatewayCount * IdentifiersAGateway) + 1;
        return new MqttSnGateway(
            Limits,
            new GatewaySeams
            {
                Sender = Network,
                Broker = Broker,
                Properties = Broker,
                Acknowledger = Broker,
                Connections = Broker,
                Journal = Journal,
            });
    }

    // Between two events: what an event has the gateway do is kept before it leaves, or nothing of it is.
    private void Crash()
    {
        Note(() => "the gateway crashes");
        CrashedAt = Now;
        Broker.BeginCrash();
        GatewayCounters counters = Gateway.Counters;
        Gateway = MakeGateway();
        Journal!.Restore(Gateway, Now, Limits.TopicsPerClientMax);
        _lossesBefore += counters.LossCount;
        _acknowledgedLossesBefore += counters.LossesAtQos12;
    }

    private GatewaySettings MakeLimits()
    {
        PredefinedTopics predefined = new();
        predefined.Add(Topics.PredefinedId, Topics.Bytes("pre/defined"));
        bool small = Settings.SmallBounds;
        return new GatewaySettings
        {
            Mode = Settings.Mode,
            PredefinedTopics = predefined,
            ClientsMax = Math.Max(1, small && Settings.Wild ? Settings.Clients / 2 : Settings.Clients),
            TopicsPerClientMax = small ? 4 : Topics.Names.Length + 2,
            SubscriptionsPerClientMax = small ? 3 : 32,
            BufferedMessagesPerClientMax = small ? 5 : 100_000,
            BufferedBytesPerClientMax = small ? 64 : 1 << 24,
            BufferedMessagesMax = small ? 5 * Settings.Clients / 2 : 10_000_000,
            BufferedBytesMax = small ? 512 : 1 << 28,
            InflightPerClientMax = 4,
            InflightMax = small ? 4 : 1000,
            PendingWillsMax = 1000,
            RetryMs = 500,
            RetryCountMax = 3,
            CongestionWaitMs = 1000,
            SessionExpiryMs = Settings.Wild ? 60_000 : 0,
            UnknownPeerIntervalMs = 1000,
            UnknownPeersMax = 64,
            LateDuplicateMs = 1000,
            RetainedWaitMs = 2000,
            BrokerRetryMs = 100,
            BrokerOpenMs = 2000,
            BrokerGraceMs = small ? 1000 : 60_000,
            RecallGapMs = small ? 500 : 10,
            AdvertiseIntervalMs = 60_000,
        };
    }
}
