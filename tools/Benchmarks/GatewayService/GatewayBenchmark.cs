using System.Diagnostics;
using SensorNet.Benchmarks.Load;
using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>
/// The service, Mosquitto and the load generator on the cores of this machine. Baselines in the same run: a UDP receive loop
/// that does nothing, and an MQTT writer of the same messages into the same broker.
/// </summary>
internal sealed class GatewayBenchmark(int shards, bool quick)
{
    private const int Clients = 100;
    private const int ManyClients = 1_000;
    private const int TopicLength = 20;
    private const int PayloadLength = 50;
    private const int FloodRate = 150_000;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DownwardQuiet = TimeSpan.FromMilliseconds(300);
    private readonly TimeSpan _duration = TimeSpan.FromSeconds(quick ? 1.5 : 4);

    public void Run()
    {
        Report.Title($"gateway: {Clients} clients, topic {TopicLength}, payload {PayloadLength} octets, {Environment.ProcessorCount} cores for all");
        using BrokerProcess broker = new BrokerProcess();
        double slower = Baselines(broker);
        using (GatewayProcess gateway = new GatewayProcess(broker.Port, transparent: false, shards))
        {
            Rates(broker, gateway, slower);
        }

        if (!quick)
        {
            new MemoryFigures(broker, shards).Print();
        }
    }

    private double Baselines(BrokerProcess broker)
    {
        using UdpBaseline udp = new UdpBaseline();
        using LoadGenerator generator = new LoadGenerator(udp.Options);
        generator.AddUnconnected(Clients);
        RateResult bare = new LosslessRate(rate =>
        {
            long before = udp.Count;
            long sent = generator.SendQos0(rate, _duration / 2);
            Thread.Sleep(100);
            return new RateResult(rate, sent, udp.Count - before, _duration / 2, TimeSpan.Zero);
        }).Find();
        Report.Line("baseline: UDP receive loop that does nothing", Report.Rate(bare.Rate), "without loss");
        int count = quick ? 100_000 : 400_000;
        MqttBaseline.Batched(broker.Port, count / 10, TopicLength, PayloadLength);
        double writer = MqttBaseline.Batched(broker.Port, count, TopicLength, PayloadLength);
        Report.Line("baseline: MQTT writer, 64 packets a write", Report.Rate(writer), "delivered by Mosquitto to one subscriber");
        double library = MqttBaseline.MqttNetClient(broker.Port, count / 4, TopicLength, PayloadLength);
        Report.Line("baseline: MQTTnet's client, a packet a write", Report.Rate(library), "likewise");
        return Math.Min(bare.Rate, writer);
    }

    private void Rates(BrokerProcess broker, GatewayProcess gateway, double slower)
    {
        using LoadGenerator generator = new LoadGenerator(
            new LoadOptions { Gateway = gateway.EndPoint, TopicLength = TopicLength, PayloadLength = PayloadLength });
        TimeSpan connecting = generator.Connect(Clients);
        Report.Line($"{Clients} clients, the first, connected and registered in", $"{connecting.TotalMilliseconds:0} ms");
        Upwards(broker, gateway, generator, slower);
        RoundTrips(gateway, generator, 1);
        RoundTrips(gateway, generator, 2);
        generator.Disconnect();
        generator.Abandon();
        Downwards(broker, gateway, "QoS 0 downwards, delivered without loss", null);
        Downwards(
            broker, gateway, $"QoS 0 downwards, each message to {Clients} clients", (LoadOptions.TopicPrefix + "all").PadRight(TopicLength, 'x'));
        Connecting(gateway);
    }

    private void Upwards(BrokerProcess broker, GatewayProcess gateway, LoadGenerator generator, double slower)
    {
        using MessageCounter counter = new MessageCounter(broker.Port, LoadOptions.TopicPrefix + "#");
        SendAndCount(gateway, generator, counter, 10_000, TimeSpan.FromSeconds(2));
        RateResult best = new LosslessRate(rate => SendAndCount(gateway, generator, counter, rate, _duration)).Find();
        Report.Line(
            "QoS 0 upwards, delivered without loss", Report.Rate(best.Rate),
            $"{Report.Micros(best.CpuMicros)} gateway CPU a message, {Report.Percent(best.Rate / slower)} of the slower baseline");
        RateResult flood = SendAndCount(gateway, generator, counter, FloodRate, _duration);
        Report.Line(
            $"QoS 0 upwards, delivered of a flood", Report.Rate(flood.Delivered / flood.Duration.TotalSeconds),
            $"{Report.Percent(flood.Delivered / (double)flood.Sent)} of {flood.Sent:N0} sent, "
            + $"{Report.Micros(flood.CpuMicros)} gateway CPU a message");
    }

    private static RateResult SendAndCount(GatewayProcess gateway, LoadGenerator generator, MessageCounter counter, double rate, TimeSpan duration)
    {
        long before = counter.Count;
        TimeSpan cpu = gateway.Cpu;
        long start = Stopwatch.GetTimestamp();
        long sent = generator.SendQos0(rate, duration);
        long delivered = counter.WaitFor(before + sent, Quiet) - before;
        return new RateResult(rate, sent, delivered, Stopwatch.GetElapsedTime(start, counter.LastAt), gateway.Cpu - cpu);
    }

    private void RoundTrips(GatewayProcess gateway, LoadGenerator generator, int qos)
    {
        generator.RoundTrip(qos, 0, TimeSpan.FromSeconds(1));
        TimeSpan cpu = gateway.Cpu;
        RoundTrips closed = generator.RoundTrip(qos, 0, _duration);
        double micros = (gateway.Cpu - cpu).TotalMicroseconds / closed.Count;
        Report.Line(
            $"QoS {qos} round trips, closed loop", Report.Rate(closed.Rate),
            $"{Report.Micros(micros)} gateway CPU a message, {closed.Rejected} rejected");
        Percentiles(generator, qos, closed.Rate / 10);
        if (qos == 1)
        {
            Percentiles(generator, qos, 1000);
        }
    }

    private void Percentiles(LoadGenerator generator, int qos, double rate)
    {
        RoundTrips trips = generator.RoundTrip(qos, rate, _duration);
        Report.Line(
            $"QoS {qos} at {Report.Rate(rate)}: half within", Report.Micros(trips.PercentileMicros(0.5)),
            $"99 % within {Report.Micros(trips.PercentileMicros(0.99))}");
    }

    // Each client subscribes to a topic of its own, or all to one; a bare writer publishes to them in turn.
    private void Downwards(BrokerProcess broker, GatewayProcess gateway, string title, string? commonTopic)
    {
        LoadOptions options = new LoadOptions
        {
            Gateway = gateway.EndPoint,
            TopicLength = TopicLength,
            PayloadLength = PayloadLength,
            CommonTopic = commonTopic,
        };
        using LoadGenerator generator = new LoadGenerator(options);
        generator.Connect(Clients, first: 1000, subscribeQos: 0);
        DownwardWriter writer = new DownwardWriter(broker.Port, generator.Topics.Distinct(), PayloadLength);
        int receivers = commonTopic is null ? 1 : Clients;
        DownwardRun(gateway, generator, writer, receivers, 10_000);
        RateResult best = new LosslessRate(rate => DownwardRun(gateway, generator, writer, receivers, rate)).Find();
        Report.Line(title, Report.Rate(best.Rate), $"{Report.Micros(best.CpuMicros)} gateway CPU a message");
        generator.Disconnect();
    }

    // The rate is that of the deliveries: each message has as many as it has receivers.
    private RateResult DownwardRun(GatewayProcess gateway, LoadGenerator generator, DownwardWriter writer, int receivers, double rate)
    {
        TimeSpan cpu = gateway.Cpu;
        long start = Stopwatch.GetTimestamp();
        Task<long> writing = Task.Run(() => writer.Write(rate / receivers, _duration));
        long received = generator.ReceiveUntilQuiet(() => writing.IsCompleted, DownwardQuiet);
        return new RateResult(rate, writing.Result * receivers, received, Stopwatch.GetElapsedTime(start) - DownwardQuiet, gateway.Cpu - cpu);
    }

    private static void Connecting(GatewayProcess gateway)
    {
        using LoadGenerator generator = new LoadGenerator(
            new LoadOptions { Gateway = gateway.EndPoint, TopicLength = TopicLength, PayloadLength = PayloadLength });
        TimeSpan connecting = generator.Connect(ManyClients, first: 10_000);
        Report.Line($"{ManyClients:N0} clients connected and registered in", $"{connecting.TotalMilliseconds:0} ms");
        generator.Disconnect();
    }
}
