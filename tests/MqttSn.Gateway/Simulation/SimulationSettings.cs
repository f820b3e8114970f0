namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>What one simulated run is made of, all of it drawn from the seed.</summary>
internal sealed record SimulationSettings
{
    public required int Seed { get; init; }

    public required GatewayMode Mode { get; init; }

    public int Clients { get; init; } = 20;

    /// <summary>Events until the faults stop and the books are closed.</summary>
    public int Steps { get; init; } = 200_000;

    public double Loss { get; init; }

    public double Duplication { get; init; }

    public double Corruption { get; init; }

    public bool Outages { get; init; }

    /// <summary>The link forgets what it has taken when the broker is away: at least once is all that can be asked for.</summary>
    public bool LinkForgets { get; init; }

    /// <summary>An outage can cost the gateway its session at the broker.</summary>
    public bool BrokerForgets { get; init; }

    /// <summary>The gateway's limits are so small that they are met all the time.</summary>
    public bool SmallBounds { get; init; }

    /// <summary>Gateway restarts, and corruption that yields other valid messages: only crashes, leaks and bounds are checked.</summary>
    public bool Wild { get; init; }

    /// <summary>The broker is one of MQTT 5, which says by which subscriptions a message comes.</summary>
    public bool Identifiers { get; init; }

    public static SimulationSettings FromSeed(int seed)
    {
        Random random = new(seed);
        return new SimulationSettings
        {
            Seed = seed,
            Mode = random.Next(3) == 0 ? GatewayMode.Transparent : GatewayMode.Aggregating,
            Clients = 2 + random.Next(30),
            Loss = random.Next(4) == 0 ? 0 : random.NextDouble() * 0.25,
            Duplication = random.Next(4) == 0 ? 0 : random.NextDouble() * 0.25,
            Corruption = random.Next(3) == 0 ? random.NextDouble() * 0.1 : 0,
            Outages = random.Next(2) == 0,
            LinkForgets = random.Next(3) == 0,
            SmallBounds = random.Next(3) == 0,
            Wild = random.Next(5) == 0,
            BrokerForgets = random.Next(2) == 0,
            Identifiers = random.Next(2) == 0,
        };
    }
}
