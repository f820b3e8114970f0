using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Addresses;
using SensorNet.Cli.Sn.Network;
using SensorNet.Cli.Sn.Protection;
using SensorNet.Cli.Sn.Views;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>
/// One client and its socket, from CONNECT to DISCONNECT: a loop that gives the client its datagrams and the time. What a command does with the
/// connection is said by those derived from it.
/// </summary>
internal abstract class CommandSession(SessionOptions options, CliContext context) : IClientEvents
{
    /// <summary>How long the answer to DISCONNECT is waited for; a gateway that is gone does not send one.</summary>
    private static readonly TimeSpan DisconnectWaitMax = TimeSpan.FromSeconds(2);

    /// <summary>From one attempt at a DTLS session to the next.</summary>
    private static readonly TimeSpan SecurePause = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = context.Time.GetTimestamp();
    private GatewaySocket _socket = null!;
    private ProtectedTransport? _protection;
    private ExceptionDispatchInfo? _failure;
    private bool _leaving;
    private bool _ended;
    private long _leaveUntilMs = long.MaxValue;

    protected SessionOptions Options { get; } = options;

    protected CliContext Context { get; } = context;

    protected MqttSnClient Client { get; private set; } = null!;

    /// <summary>Whether there has been a connection.</summary>
    protected bool WasConnected { get; private set; }

    protected bool IsLeaving => _leaving;

    protected long NowMs => (long)Context.Time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>How many commands are given at once.</summary>
    protected virtual int QueueLength => 4;

    /// <summary>Whether a connection that was there is made again when it is lost.</summary>
    protected abstract bool Reconnects { get; }

    /// <summary>When <see cref="OnTime"/> is wanted; <see cref="long.MaxValue"/> for never.</summary>
    protected virtual long DeadlineMs => long.MaxValue;

    /// <summary>Something else that ends a wait; null for nothing.</summary>
    protected virtual Task? Wake => null;

    /// <summary>Runs until the work is done, and disconnects.</summary>
    /// <exception cref="CliException">It could not be done.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        DatagramTrace? trace = Options.Debug ? new DatagramTrace(Context.Error, Context.Time) : null;
        try
        {
            IPEndPoint gateway = await HostLookup.ResolveAsync(Options.Gateway, stop).ConfigureAwait(false);
            using GatewaySocket socket = new GatewaySocket(gateway, trace);
            _socket = socket;
            if (Options.Channel is not null)
            {
                await SecureAsync(stop).ConfigureAwait(false);
            }

            _protection = MakeProtection(socket);
            IClientTransport transport = (IClientTransport?)_protection ?? socket;
            Client = new MqttSnClient(Options.ToSettings(socket.GatewayOctets, QueueLength, Reconnects), transport, this, Random.Shared);
            Start();
            await LoopAsync(stop).ConfigureAwait(false);
            CheckNetwork();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            OnStopped();
        }

        _failure?.Throw();
        return ExitCodes.Success;
    }

    /// <summary>Gives the first commands.</summary>
    protected virtual void Start() => Client.Connect(Options.ToConnectOptions());

    /// <summary>The connection is there.</summary>
    protected virtual void OnReady(bool resumed)
    {
    }

    /// <summary>Called once a turn of the loop, so also when <see cref="DeadlineMs"/> or <see cref="Wake"/> has come.</summary>
    protected virtual void OnTime(long nowMs)
    {
    }

    /// <summary>The user has ended it.</summary>
    protected virtual void OnStopped() => Leave();

    /// <summary>Disconnects, and ends.</summary>
    protected void Leave()
    {
        if (_leaving)
        {
            return;
        }

        _leaving = true;
        _leaveUntilMs = NowMs + (long)DisconnectWaitMax.TotalMilliseconds;
        if (Client is null || Client.State == ClientState.Disconnected)
        {
            _ended = true;
            return;
        }

        Client.Disconnect();
    }

    protected void Fail(string message) => Fail(new CliException(message));

    protected void Fail(Exception failure)
    {
        _failure ??= ExceptionDispatchInfo.Capture(failure);
        Leave();
    }

    protected void Note(string line) => Context.Error.WriteLine(line);

    private async Task LoopAsync(CancellationToken stop)
    {
        while (!_ended)
        {
            if (_socket.HasLostSession && !_leaving)
            {
                await SecureAgainAsync(stop).ConfigureAwait(false);
            }

            Turn();
            if (stop.IsCancellationRequested && !_leaving)
            {
                OnStopped();
                continue;
            }

            long next = Math.Min(Math.Min(Client.NextDeadlineMs, DeadlineMs), _leaveUntilMs);
            if (!_ended && next > NowMs)
            {
                await WaitAsync(next, _leaving ? CancellationToken.None : stop).ConfigureAwait(false);
            }
        }
    }

    private Task SecureAsync(CancellationToken stop) => _socket.SecureAsync(Options.Gateway, Options.Channel!, Options.AnswerMax, stop);

    private async Task SecureAgainAsync(CancellationToken stop)
    {
        if (!Reconnects)
        {
            Fail($"{Options.Gateway} has ended the DTLS session");
            return;
        }

        try
        {
            await SecureAsync(stop).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            Note($"{failure.Message}; trying again");
            await Task.Delay(SecurePause, Context.Time, stop).ConfigureAwait(false);
        }
    }

    private void Turn()
    {
        if (_socket.TryTake(out byte[] buffer, out int length))
        {
            Receive(buffer, length);
        }

        long nowMs = NowMs;
        if (Client.NextDeadlineMs <= nowMs)
        {
            Client.OnTime(nowMs);
        }

        CheckNetwork();
        if (!_leaving)
        {
            OnTime(nowMs);
        }
        else if (nowMs >= _leaveUntilMs)
        {
            Client.Abort();
            Client.OnTime(nowMs);
            _ended = true;
        }
    }

    private void Receive(byte[] buffer, int length)
    {
        if (_protection is null)
        {
            Client.OnDatagram(NowMs, _socket.GatewayOctets, buffer, 0, length);
        }
        else if (_protection.TryOpen(_socket.GatewayOctets, buffer, 0, length))
        {
            Client.OnDatagram(NowMs, _socket.GatewayOctets, buffer, _protection.InnerOffset, _protection.InnerBytes);
        }
    }

    private ProtectedTransport? MakeProtection(GatewaySocket socket)
    {
        if (Options is not { ProtectionKey: { } key, ProtectionKeyFile: { } file })
        {
            return null;
        }

        CounterReserve reserve = new CounterReserve(new KeyFileCounter(file), KeyFileCounter.Block, Random.Shared);
        return new ProtectedTransport(key, reserve, Random.Shared, socket, SessionOptions.DatagramBytesMax);
    }

    private async Task WaitAsync(long untilMs, CancellationToken stop)
    {
        using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // The client's time is in whole milliseconds: one more, lest the wait ends just before the deadline.
        long waitMs = untilMs == long.MaxValue ? Timeout.Infinite : Math.Min(untilMs - NowMs + 1, int.MaxValue);
        Task time = Task.Delay(TimeSpan.FromMilliseconds(Math.Max(waitMs, Timeout.Infinite)), Context.Time, wait.Token);
        Task readable = _socket.WhenReadableAsync();
        await Task.WhenAny(_leaving || Wake is not { } wake ? [time, readable] : [time, readable, wake]).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
    }

    // Nobody listens, or there is no way: waiting for an answer is no use, unless one has come before.
    private void CheckNetwork()
    {
        SocketError error = _socket.PendingError();
        if (error == SocketError.MessageSize)
        {
            Fail("the message is longer than this computer can send in one datagram: send less");
        }
        else if (error != SocketError.Success && !_socket.HasHeard)
        {
            Fail(error is SocketError.ConnectionRefused or SocketError.ConnectionReset
                ? $"no gateway listens at {Options.Gateway}: is it running, and is --gateway right?"
                : $"there is no way to {Options.Gateway}: {new SocketException((int)error).Message}");
        }
    }

    void IClientEvents.OnStateChanged(ClientState from, ClientState to)
    {
        if (to != ClientState.Disconnected)
        {
            return;
        }

        if (!_leaving)
        {
            Fail($"the connection to {Options.Gateway} has ended");
        }

        _ended = true;
    }

    void IClientEvents.OnGatewayFound(int gatewayId, byte[] address)
    {
    }

    void IClientEvents.OnGatewayGone(int gatewayId)
    {
    }

    void IClientEvents.OnConnected(bool resumed)
    {
        if (WasConnected && !_leaving)
        {
            Note($"connected to {Options.Gateway} again");
        }

        WasConnected = true;
        if (!_leaving)
        {
            OnReady(resumed);
        }
    }

    void IClientEvents.OnConnectRefused(ReturnCode code)
    {
        string refused = $"the gateway at {Options.Gateway} refused the connection ({MessagePrinter.Describe(code)})";
        if (code != ReturnCode.Congestion)
        {
            Fail($"{refused}: check --id and the gateway's settings");
        }
        else if (!WasConnected)
        {
            Fail($"{refused}: it is full, or its broker is away; try again later");
        }
        else
        {
            Note($"{refused}; trying again");
        }
    }

    void IClientEvents.OnLost(LostReason reason)
    {
        if (_leaving)
        {
            return;
        }

        if (!WasConnected)
        {
            string hint = _protection is null
                ? "is a gateway running there, and its broker?"
                : $"is a gateway running there, and is this its key for the client id '{Options.ClientId}'?";
            Fail($"no answer from {Options.Gateway} within {Options.AnswerMax.TotalSeconds:0.##} s: {hint}");
        }
        else if (!Reconnects)
        {
            Fail($"the connection to {Options.Gateway} is lost ({Describe(reason)})");
        }
        else
        {
            Note($"the connection to {Options.Gateway} is lost ({Describe(reason)}); trying again");
            if (reason is LostReason.NoAnswer or LostReason.NoPingAnswer)
            {
                // A gateway that was started anew does not know the DTLS session, and says nothing.
                _socket.EndSession();
            }
        }
    }

    void IClientEvents.OnDisconnected() => _ended = true;

    public virtual bool OnMessage(ReceivedMessage message) => false;

    public virtual void OnPublished(int handle, Outcome outcome)
    {
    }

    void IClientEvents.OnRegistered(int handle, int topicId, Outcome outcome)
    {
    }

    public virtual void OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome)
    {
    }

    void IClientEvents.OnUnsubscribed(int handle, Outcome outcome)
    {
    }

    void IClientEvents.OnWillUpdated(int handle, Outcome outcome)
    {
    }

    public virtual void OnPingAnswered(int elapsedMs)
    {
    }

    void IClientEvents.OnSleeping(int durationSeconds)
    {
    }

    void IClientEvents.OnAwakeDone(int messages)
    {
    }

    /// <summary>How a command that the gateway did not accept ended.</summary>
    protected string Describe(Outcome outcome) => outcome switch
    {
        Outcome.Congestion => "the gateway is congested, its broker is away, or this client sends more than it may: try again later",
        Outcome.InvalidTopicId => "the gateway does not know the topic id: predefined ids are in its settings",
        Outcome.NotSupported => "the gateway does not support it, or its rules do not allow it",
        Outcome.Rejected => "the gateway rejected it",
        Outcome.Unanswered => $"no answer within {Options.AnswerMax.TotalSeconds:0.##} s",
        _ => "the connection ended first",
    };

    private static string Describe(LostReason reason) => reason switch
    {
        LostReason.NoAnswer => "no answer",
        LostReason.NoPingAnswer => "no answer to PINGREQ",
        LostReason.GatewayDisconnected => "the gateway disconnected this client",
        LostReason.Refused => "refused",
        _ => "given up",
    };
}
