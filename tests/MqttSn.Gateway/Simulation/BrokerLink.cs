namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>
/// One MQTT connection between gateway and broker: in order both ways, with a delay. When it is suspended, the gateway's messages and their answers
/// wait for the next time; what the broker sends is sent again by it instead, and requests end with the connection.
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

    /// <summary>A message, which the broker sends again, or the answer to a request: not held.</summary>
    public void Deliver(Action action) => ToGateway(WhileItLasts(action));

    /// <summary>A request: not held.</summary>
    public void Request(Action action) => ToBroker(WhileItLasts(action));

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

    private Action WhileItLasts(Action action)
    {
        int incarnation = _incarnation;
        return () =>
        {
            if (incarnation == _incarnation)
            {
                action();
            }
        };
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
