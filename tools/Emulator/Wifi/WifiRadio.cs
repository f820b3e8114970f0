using System;
using System.Collections.Generic;
using System.Device.Wifi;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SensorNet.Emulator;

/// <summary>
/// The board's Wi-Fi: joins the networks in reach with the credentials it is given, loses them on demand, and carries the firmware's
/// TCP connections over the PC's own network.
/// </summary>
public sealed class WifiRadio : IDisposable
{
    /// <summary>Sockets kept open and silent for peers that must not hear of their end; the oldest is closed when there are more.</summary>
    public const int AbandonedSocketsMax = 16;

    /// <summary>How long a connection attempt may take before the board gives up.</summary>
    public static readonly TimeSpan TcpConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly INetworkTime? _networkTime;
    private readonly WifiOptions _options;
    private readonly List<RadioStream> _streams = [];
    private readonly List<ILinkListener> _listeners = [];
    private readonly Queue<System.Net.Sockets.Socket> _abandoned = new();
    private readonly Random _noise;
    private IRadioUser? _user;
    private WifiStore _store;
    private WifiStore? _target;
    private ITimer? _pending;
    private AccessPoint? _joined;
    private bool _isDropped;
    private bool _isAsleep;
    private SoftApStore _softAp = new();

    /// <param name="options">The networks in reach.</param>
    /// <param name="seed">Decides the noise, and the address where the options give none.</param>
    /// <param name="timeProvider">The board's time.</param>
    internal WifiRadio(WifiOptions options, int seed, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _networkTime = timeProvider as INetworkTime;
        _options = options;
        _noise = new Random(seed);
        _store = new WifiStore(options.StoredSsid, options.StoredPassword, options.AutoConnect);
        DhcpAddress = options.Address ?? string.Create(CultureInfo.InvariantCulture, $"192.168.4.{(uint)seed % 250 + 2}");
    }

    /// <summary>Called when the network came (true) or went (false), before the firmware is told, with the radio's lock held.</summary>
    public event Action<bool>? LinkChanged;

    /// <summary>True while the board has joined a network and has an address.</summary>
    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _joined is not null;
            }
        }
    }

    /// <summary>The board's own access point while it is one: name and password as its visitors need them. Null otherwise.</summary>
    public AccessPoint? OwnAccessPoint { get; private set; }

    /// <summary>The board's address, or null while it has none.</summary>
    public string? Address => IsUp ? DhcpAddress : null;

    internal string DhcpAddress { get; }

    /// <summary>The stored configuration of the board's own access point, which holds from its next start on.</summary>
    internal SoftApStore SoftAp
    {
        get
        {
            lock (_lock)
            {
                return _softAp;
            }
        }

        set
        {
            lock (_lock)
            {
                _softAp = value;
            }
        }
    }

    /// <summary>The board's address as an access point, or null while it is none.</summary>
    internal string? OwnAddress { get; private set; }

    internal WifiStore Store
    {
        get
        {
            lock (_lock)
            {
                return _store;
            }
        }

        set
        {
            lock (_lock)
            {
                _store = value;
            }
        }
    }

    /// <summary>Takes every network away until <see cref="Restore"/>.</summary>
    public void Drop() => Drop(_options.DropEffect);

    /// <summary>Takes every network away until <see cref="Restore"/>.</summary>
    /// <param name="effect">What becomes of the open connections.</param>
    public void Drop(WifiDropEffect effect)
    {
        lock (_lock)
        {
            _isDropped = true;
            LoseLink(effect);
        }
    }

    /// <summary>Brings the networks back. A board that joins by itself does so after the usual delay.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            _isDropped = false;
            JoinByItself();
        }
    }

    /// <summary>Closes all that is left open.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            PowerDown();
            while (_abandoned.TryDequeue(out System.Net.Sockets.Socket? socket))
            {
                socket.Dispose();
            }
        }
    }

    internal void PowerUp(IRadioUser user)
    {
        lock (_lock)
        {
            _user = user;
            _isAsleep = false;
            OwnAccessPoint = _softAp.IsAutomatic ? new AccessPoint(_softAp.Ssid, _softAp.Password) : null;
            OwnAddress = _softAp.IsAutomatic ? _softAp.Address : null;
            _target = _store.IsAutomatic ? _store : null;
            JoinByItself();
        }
    }

    internal void PowerDown()
    {
        lock (_lock)
        {
            _user = null;
            _target = null;
            OwnAccessPoint = null;
            OwnAddress = null;
            LoseLink(WifiDropEffect.Abort);
            Abandon();
        }
    }

    internal void BeginSleep()
    {
        lock (_lock)
        {
            _isAsleep = true;
            LoseLink(_options.DropEffect);
        }
    }

    internal void EndSleep()
    {
        lock (_lock)
        {
            _isAsleep = false;
            JoinByItself();
        }
    }

    /// <summary>Joins a network; blocks for as long as that takes.</summary>
    internal WifiConnectionStatus Connect(IRadioUser user, WifiStore target)
    {
        lock (_lock)
        {
            LoseLink(WifiDropEffect.Abort);
            _target = target;
        }

        user.Wait(_options.ConnectDelay);
        lock (_lock)
        {
            if (_isDropped || Find(target.Ssid) is not { } accessPoint)
            {
                return WifiConnectionStatus.NetworkNotAvailable;
            }

            if (accessPoint.Password != target.Password)
            {
                _target = null;
                return WifiConnectionStatus.InvalidCredential;
            }

            if (_joined is null && ReferenceEquals(_target, target))
            {
                GainLink(accessPoint);
            }

            return WifiConnectionStatus.Success;
        }
    }

    internal void Disconnect()
    {
        lock (_lock)
        {
            _target = null;
            LoseLink(WifiDropEffect.Abort);
        }
    }

    /// <summary>What a scan finds: name, made-up BSSID and strength of each network.</summary>
    internal IReadOnlyList<AccessPoint> Scan()
    {
        lock (_lock)
        {
            return _isDropped || _isAsleep
                ? []
                : [.. _options.AccessPoints.Select(point => point with { RssiDbm = point.RssiDbm + _noise.Next(-2, 3) })];
        }
    }

    internal TimeSpan ScanTime => _options.ConnectDelay;

    /// <summary>The IPv4 address of a name. A literal address needs no network; a name does, as on the device.</summary>
    /// <exception cref="SocketException">There is none, or no network to ask.</exception>
    internal IPAddress Resolve(string hostName)
    {
        if (IPAddress.TryParse(hostName, out IPAddress? literal))
        {
            return literal;
        }

        IPAddress? address = IsUp ? Array.Find(
            System.Net.Dns.GetHostAddresses(hostName), candidate => candidate.AddressFamily == AddressFamily.InterNetwork) : null;
        return address ?? throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>Opens a TCP connection over the radio.</summary>
    /// <exception cref="SocketException">The peer refused, did not answer in time, or there is no network.</exception>
    internal RadioStream Open(IRadioUser user, IPEndPoint peer)
    {
        if (!IsUp)
        {
            throw new SocketException((int)SocketError.HostUnreachable);
        }

        System.Net.Sockets.Socket socket = new(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using System.Threading.CancellationTokenSource limit = System.Threading.CancellationTokenSource.CreateLinkedTokenSource(user.Off);
            limit.CancelAfter(TcpConnectTimeout);
            socket.ConnectAsync(peer, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            user.ThrowIfOff();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _networkTime?.NoteTraffic();
        return Carry(new RadioStream(this, socket, _networkTime));
    }

    /// <summary>Tells a datagram socket from now on when there is a network again.</summary>
    internal void Add(ILinkListener listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
        }
    }

    /// <summary>Forgets a datagram socket.</summary>
    internal void Remove(ILinkListener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>Lets go of a connection that the firmware closed: with a FIN while there is a network, silently otherwise.</summary>
    internal void Release(RadioStream stream, System.Net.Sockets.Socket socket, bool isCutOff)
    {
        lock (_lock)
        {
            _streams.Remove(stream);
            if (!isCutOff)
            {
                socket.Dispose();
                return;
            }

            _abandoned.Enqueue(socket);
            if (_abandoned.Count > AbandonedSocketsMax)
            {
                _abandoned.Dequeue().Dispose();
            }
        }
    }

    private RadioStream Carry(RadioStream stream)
    {
        lock (_lock)
        {
            if (_joined is null)
            {
                stream.LoseLink(WifiDropEffect.Abort);
            }
            else
            {
                _streams.Add(stream);
            }

            return stream;
        }
    }

    private AccessPoint? Find(string ssid) => _options.AccessPoints.FirstOrDefault(point => point.Ssid == ssid);

    private void JoinByItself()
    {
        if (_user is null || _joined is not null || _isDropped || _isAsleep || _target is not { IsAutomatic: true } target)
        {
            return;
        }

        if (Find(target.Ssid) is { } accessPoint && accessPoint.Password == target.Password)
        {
            _pending?.Dispose();
            _pending = _timeProvider.CreateTimer(_ => FinishJoining(target, accessPoint), null, _options.ConnectDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private void FinishJoining(WifiStore target, AccessPoint accessPoint)
    {
        lock (_lock)
        {
            if (_pending is not null && _user is not null && _joined is null && ReferenceEquals(_target, target))
            {
                GainLink(accessPoint);
            }
        }
    }

    private void GainLink(AccessPoint accessPoint)
    {
        StopJoining();
        _joined = accessPoint;
        LinkChanged?.Invoke(true);
        foreach (RadioStream stream in _streams)
        {
            stream.GainLink();
        }

        foreach (ILinkListener listener in _listeners)
        {
            listener.GainLink();
        }

        Announce();
    }

    private void LoseLink(WifiDropEffect effect)
    {
        StopJoining();
        if (_joined is null)
        {
            return;
        }

        _joined = null;
        LinkChanged?.Invoke(false);
        foreach (RadioStream stream in _streams.ToArray())
        {
            stream.LoseLink(effect);
        }

        Announce();
    }

    // What was in the memory of a board without power is never sent, and its peers are told nothing.
    private void Abandon()
    {
        foreach (RadioStream stream in _streams.ToArray())
        {
            stream.LoseLink(WifiDropEffect.Abort);
            stream.Dispose();
        }
    }

    private void StopJoining()
    {
        _pending?.Dispose();
        _pending = null;
    }

    private void Announce() => _user?.RaiseNetworkChanged(_joined is not null);
}
