namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>
/// One MQTT connection between gateway and broker: in order both ways, with a delay. When it is suspended, requests and answers wait for the next time; messages are sent again by
/// the broker instead.
/// </summary>
internal sealed class BrokerLink(Simulator sim, int connection, BrokerSession session)
{
    private readonly List<Action> _held = [];
    private long _lastToBroker;
    private long _lastToGateway;
    private int _incarnation;

    public int Connection { get; } = connection;

    public BrokerSession Session { get; } = session;

    public Will? Will { get; init; }

    public bool IsDead { get; set; }

    public bool IsSuspended { get; private set; }

    public bool IsUp { get; set; }

    public void ToBroker(Action action)
    {
        _lastToBroker = Math.Max(_lastToBroker, sim.Now + 3 + sim.Random.Next(20));
        sim.At(_lastToBroker, () => Run(action));
    }

    public void ToGateway(Action action)
    {
        _lastToGateway = Math.Max(_lastToGateway, sim.Now + 3 + sim.Random.Next(20));
        sim.At(_lastToGateway, () => Run(action));
    }

    /// <summary>A message: not held, for the broker sends it again.</summary>
    public void Deliver(Action action)
    {
        int incarnation = _incarnation;
        ToGateway(() =>
        {
            if (incarnation == _incarnation)
            {
                action();
            }
        });
    }

    public void Suspend()
    {
        IsSuspended = true;
        IsUp = false;
        _incarnation++;
    }

    public void Resume()
    {
        IsSuspended = false;
        Action[] held = [.. _held];
        _held.Clear();
        foreach (Action action in held)
        {
            ToBroker(action);
        }
    }

    private void Run(Action action)
    {
        if (IsSuspended && !IsDead)
        {
            _held.Add(action);
        }
        else if (!IsDead)
        {
            action();
        }
    }
}
