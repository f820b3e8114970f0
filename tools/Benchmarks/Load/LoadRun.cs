using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.Load;

/// <summary>One run of the load generator.</summary>
internal sealed record LoadRun(int Qos, int Rate, TimeSpan Duration, int BrokerPort)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    public void Execute(LoadOptions options)
    {
        using LoadGenerator generator = new LoadGenerator(options);
        TimeSpan connecting = generator.Connect(options.Clients);
        Report.Title($"load: {options.Clients} clients, topic {options.TopicLength}, payload {options.PayloadLength} octets, QoS {Qos}");
        Report.Line("connected and registered in", $"{connecting.TotalMilliseconds:0} ms");
        using MessageCounter? counter = BrokerPort > 0 ? new MessageCounter(BrokerPort, LoadOptions.TopicPrefix + "#") : null;
        long sent;
        if (Qos == 0)
        {
            sent = generator.SendQos0(Rate, Duration);
            Report.Line("sent", Report.Rate(sent / Duration.TotalSeconds), $"{sent:N0} messages");
        }
        else
        {
            RoundTrips trips = generator.RoundTrip(Qos, Rate, Duration);
            sent = trips.Count;
            Report.Line(
                "round trips", Report.Rate(trips.Rate),
                $"{trips.Count:N0} messages, {trips.Rejected} rejected, {generator.Retransmissions} sent again");
            Report.Line(
                "answered within: half of them", Report.Micros(trips.PercentileMicros(0.5)), $"99 %: {Report.Micros(trips.PercentileMicros(0.99))}");
        }

        if (counter is not null)
        {
            long delivered = counter.WaitFor(sent, Quiet);
            Report.Line("delivered by the broker", $"{delivered:N0}", $"{sent - delivered} missing");
        }

        generator.Disconnect();
    }
}
