using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>
/// A client of the simulation: it connects, publishes, subscribes, sleeps, crashes and moves at random, and knows what it is owed. A client with a
/// kept session keeps its state over a crash as well, one with a clean session forgets all.
/// </summary>
internal sealed partial class ModelClient
{
    // Older messages than this are no longer on the way: an old CONNECT or DISCONNECT cannot be told from a new one.
    private const int SettleMs = SimNetwork.LifetimeMs + 20;
    private const int RetryMs = 500;
    private const int TriesMax = 4;

    private readonly Simulator _sim;
    private readonly Message _message = new();
    private readonly bool _kept;
    private readonly int _keepAlive;
    private readonly bool _hasWill;
    private readonly ClientBooks _books;
    private ClientPhase _phase;
    private int _port;
    private int _life;
    private Request? _request;
    private long _settledAt;
    private long _quietUntil;
    private long _lastSentAt;
    private int _lastMessageId;
    private bool _leaving;
    private bool _gone;

    // The will of this connection, and what the gateway can have heard of the client since.
    private WillRecord? _will;
    private long _arrivedAt;
    private bool _wasSilent;
    private int _supervisionSeconds;

    public ModelClient(Simulator sim, int index)
    {
        _sim = sim;
        Id = "client" + index;
        _port = 10_000 + index;
        _kept = sim.Random.Next(2) == 0;
        _keepAlive = 5 + sim.Random.Next(6);
        _hasWill = sim.Random.Next(2) == 0;
        _books = new ClientBooks(sim, Id);
        sim.Network.Attach(_port, this);
    }

    public string Id { get; }

    public void Start() => Connect();

    public void Owe(BrokerDelivery delivery, long index)
    {
        if (!IsLost())
        {
            _books.Owe(delivery, index);
        }
    }

    /// <summary>A retained message that came because the filter was subscribed anew.</summary>
    public void OweRetained(BrokerDelivery delivery, string filter)
    {
        if (!IsLost())
        {
            _books.OweRetained(delivery, filter);
        }
    }

    /// <summary>What is still owed of that comes once more.</summary>
    public void ForgetRetained() => _books.ForgetRetained();

    public void BeginRenewal() => _books.BeginRenewal();

    /// <summary>The gateway has sent this to where the client is, or was.</summary>
    public void OnSent(byte[] payload) => _books.Sent(payload);

    public int Missing() => _books.Missing();

    public int MissingRetained() => _books.MissingRetained();

    public string DescribeMissing() => $"{Id} ({_phase}, {(_kept ? "kept" : "clean")}): {_books.DescribeMissing()}";

    /// <summary>The client ends its session for good.</summary>
    public void Leave()
    {
        _leaving = true;
        TurnOff();
    }

    private void Connect()
    {
        if (_gone || _phase != ClientPhase.Off)
        {
            return;
        }

        _life++;
        bool clean = !_kept || _leaving;
        if (clean)
        {
            ForgetSession();
        }

        // One that has forgotten all begins elsewhere: from where a sleeper was, the CONNECT of its clean session means that it wakes (6.14). So does
        // one that begins anew so soon that from the same place its CONNECT could be the one of before, repeated.
        bool isSoon = _sim.Now - _lastSentAt < RetryMs + SimNetwork.LifetimeMs;
        if (!_kept || _sim.Chance(0.3) || isSoon)
        {
            Move();
        }

        _phase = ClientPhase.Connecting;
        bool will = _hasWill && !_leaving;
        _will = will ? _sim.Broker.NewWill(_sim.Random.Next(Topics.Names.Length)) : null;
        _wasSilent = false;
        _supervisionSeconds = _keepAlive;
        Ask(Encode.Connect(Id, clean, will, _keepAlive), m => m.Type == MessageType.ConnAck, OnConnAck);
    }

    private void OnConnAck(Message message)
    {
        if (message.ReturnCode != ReturnCode.Accepted)
        {
            _gone = _leaving;
            TurnOff();
            return;
        }

        _phase = ClientPhase.Active;
        _arrivedAt = _sim.Now;
        _settledAt = _sim.Now + SettleMs;
        if (_leaving)
        {
            Later(SettleMs, () => Ask(Encode.Disconnect(), m => m.Type == MessageType.Disconnect, _ =>
            {
                _gone = true;
                TurnOff();
            }));
            return;
        }

        Later(SettleMs, Continue);
    }

    private void Move()
    {
        _sim.Network.Detach(_port);
        _port += 1000;
        _sim.Network.Attach(_port, this);
    }

    // The gateway has lost a clean client that does not know it yet: nothing is owed.
    private bool IsLost() => !_kept && _sim.Gateway.StateOf(Encoding.UTF8.GetBytes(Id)) is ClientStage.Free;

    // The connection is over as far as the client knows.
    private void TurnOff()
    {
        _phase = ClientPhase.Off;
        _request = null;
        _life++;
        if (!_kept)
        {
            ForgetSession();
        }

        int life = _life;
        int pause = SettleMs + _sim.Random.Next(_sim.Quiescing ? 500 : 3000);
        _sim.After(pause, () =>
        {
            if (life == _life)
            {
                Connect();
            }
        });
    }

    private void Crash()
    {
        WillRecord? will = _will;
        bool active = _phase == ClientPhase.Active && _sim.Gateway.StateOf(Encoding.UTF8.GetBytes(Id)) == ClientStage.Active;
        long arrivedAt = _arrivedAt;
        TurnOff();
        _life++;
        int life = _life;
        int pause = SettleMs + _sim.Random.Next(_keepAlive * 3000);
        if (will is not null && active && _sim.Now + pause > arrivedAt + SilenceMaxMs(_keepAlive) + SettleMs + SimNetwork.LifetimeMs)
        {
            // It comes back after the gateway must have given it up. What is on the way may still arrive.
            long back = _sim.Now + pause;
            _sim.At(back, () => will.MustGoOut |= back > Math.Max(_arrivedAt, _sim.CrashedAt) + SilenceMaxMs(_keepAlive));
        }

        _sim.After(pause, () =>
        {
            if (life == _life)
            {
                Connect();
            }
        });
    }

    private void ForgetSession()
    {
        _books.Clear();
        _names.Clear();
        _held.Clear();
        _finished.Clear();
        _unfinished = null;
    }

    // 7.2: what the gateway must bear in silence.
    private static long SilenceMaxMs(int seconds) => seconds * 1000L * (seconds < 60 ? 150 : 110) / 100;

    private void Ask(byte[] datagram, Func<Message, bool> isAnswer, Action<Message> done)
    {
        Request request = new(datagram, isAnswer, done);
        _request = request;
        Send(datagram);
        Supervise(request);
    }

    private void Supervise(Request request)
    {
        _sim.After(RetryMs + _sim.Random.Next(50), () =>
        {
            if (_request != request)
            {
                return;
            }

            if (++request.Tries > TriesMax)
            {
                // 6.13: the gateway is not there (any more).
                TurnOff();
                return;
            }

            Send(Encode.Again(request.Datagram));
            Supervise(request);
        });
    }

    private void Send(byte[] datagram)
    {
        _lastSentAt = _sim.Now;
        int life = _life;
        _sim.Network.SendToGateway(_port, datagram, () =>
        {
            if (_sim.Now - _arrivedAt >= SilenceMaxMs(_supervisionSeconds) && life == _life)
            {
                _wasSilent = true;
            }

            _arrivedAt = _sim.Now;
        });
    }

    private int NextMessageId()
    {
        _lastMessageId = _lastMessageId == 0xFFFF ? 1 : _lastMessageId + 1;
        return _lastMessageId;
    }

    private void Later(int ms, Action action)
    {
        int life = _life;
        _sim.After(ms, () =>
        {
            if (life == _life)
            {
                action();
            }
        });
    }
}
