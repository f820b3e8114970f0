using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Addresses;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Sn.Network;

/// <summary>
/// Asks all gateways to say where they are, and hears those that say so by themselves (MQTT-SN 1.2, 6.1: SEARCHGW, GWINFO, ADVERTISE).
/// </summary>
internal sealed class GatewaySearch : IDisposable
{
    /// <summary>SEARCHGW can get lost: it is sent again.</summary>
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(1);

    /// <summary>No more gateways are listed: anybody can claim to be one.</summary>
    private const int GatewaysMax = 256;

    private readonly IPEndPoint _target;
    private readonly byte[] _search = new byte[3];
    private readonly int _port;
    private readonly DatagramTrace? _trace;
    private readonly Socket _sender;
    private readonly Socket? _listener;
    private readonly Message _message = new();
    private readonly HashSet<(int Id, IPEndPoint Address)> _known = [];

    /// <param name="target">The broadcast or multicast address, and the port, of the gateways.</param>
    /// <param name="radius">The broadcast radius, 0 to 255 hops.</param>
    /// <param name="trace">Writes what is sent and received; can be null.</param>
    /// <exception cref="CliException">This computer cannot send there.</exception>
    public GatewaySearch(IPEndPoint target, int radius, DatagramTrace? trace)
    {
        _target = target;
        DiscoveryMessages.WriteSearchGw(new Slice(_search), radius);
        _trace = trace;
        _sender = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (target.AddressFamily == AddressFamily.InterNetwork)
            {
                _sender.EnableBroadcast = true;
            }

            _sender.Bind(new IPEndPoint(AnyAddress(target), 0));
            _port = ((IPEndPoint)_sender.LocalEndPoint!).Port;
            _listener = TryListen();
        }
        catch (SocketException failure)
        {
            Dispose();
            throw new CliException($"this computer cannot search for gateways: {failure.Message}");
        }
    }

    /// <summary>Calls <paramref name="found"/> for each gateway, once, until <paramref name="stop"/>.</summary>
    /// <exception cref="CliException">This computer cannot send there.</exception>
    public async Task RunAsync(Action<FoundGateway> found, TimeProvider time, CancellationToken stop)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Lock heard = new Lock();
        Task[] tasks =
        [
            AskAsync(time, ended.Token),
            HearAsync(_sender, heard, found, ended.Token),
            _listener is null ? Task.CompletedTask : HearAsync(_listener, heard, found, ended.Token),
        ];

        // A task that fails ends the others; those that hear nothing more end with the time.
        foreach (Task task in tasks)
        {
            _ = task.ContinueWith(_ => ended.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _listener?.Dispose();
    }

    private static IPAddress AnyAddress(IPEndPoint target) =>
        target.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;

    private static bool IsMulticast(IPAddress address) =>
        address.IsIPv6Multicast || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and <= 239);

    // What gateways send to all goes to their port. Bound to the broadcast address itself, where the system can do that, the socket takes
    // nothing away from a gateway on this computer. Without it only direct answers are heard.
    private Socket? TryListen()
    {
        Socket listener = new Socket(_target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !OperatingSystem.IsWindows());
            listener.Bind(OperatingSystem.IsWindows() ? new IPEndPoint(AnyAddress(_target), _target.Port) : _target);
            if (IsMulticast(_target.Address))
            {
                Join(listener);
            }

            return listener;
        }
        catch (SocketException failure)
        {
            _trace?.Note($"only direct answers are heard, {_target} cannot be listened on: {failure.Message}");
            listener.Dispose();
            return null;
        }
    }

    private void Join(Socket listener)
    {
        if (_target.AddressFamily == AddressFamily.InterNetwork)
        {
            listener.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(_target.Address));
        }
        else
        {
            listener.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(_target.Address));
        }
    }

    private async Task AskAsync(TimeProvider time, CancellationToken stop)
    {
        using PeriodicTimer timer = new PeriodicTimer(RepeatAfter, time);
        try
        {
            do
            {
                _trace?.Sent(_search);
                await _sender.SendToAsync(_search, SocketFlags.None, _target, stop).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
        catch (SocketException failure)
        {
            throw new CliException($"there is no way to {_target}: {failure.Message}");
        }
    }

    private async Task HearAsync(Socket socket, Lock heard, Action<FoundGateway> found, CancellationToken stop)
    {
        byte[] buffer = new byte[Limits.MessageLengthMax];
        IPEndPoint anyone = new IPEndPoint(AnyAddress(_target), 0);
        try
        {
            while (_known.Count < GatewaysMax)
            {
                SocketReceiveFromResult received = await socket.ReceiveFromAsync(
                    buffer.AsMemory(), SocketFlags.None, anyone, stop).ConfigureAwait(false);
                lock (heard)
                {
                    Judge(buffer, received.ReceivedBytes, (IPEndPoint)received.RemoteEndPoint, found);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
        catch (SocketException failure)
        {
            _trace?.Note(failure.Message);
        }
    }

    private void Judge(byte[] buffer, int length, IPEndPoint from, Action<FoundGateway> found)
    {
        if (from.Port == _port && buffer.AsSpan(0, length).SequenceEqual(_search))
        {
            // A broadcast comes back to its sender.
            return;
        }

        _trace?.Received(buffer.AsSpan(0, length));
        if (!MessageDecoder.TryDecode(buffer, 0, length, _message, out _) || Interpret(from) is not { } gateway)
        {
            return;
        }

        if (_known.Count < GatewaysMax && _known.Add((gateway.Id, gateway.Address)))
        {
            found(gateway);
        }
    }

    private FoundGateway? Interpret(IPEndPoint from)
    {
        switch (_message.Type)
        {
            case MessageType.Advertise:
                return new FoundGateway(_message.GatewayId, from, $"advertises itself every {_message.Duration} s");
            case MessageType.GwInfo when _message.DataLength == 0:
                return new FoundGateway(_message.GatewayId, from, "answered");
            case MessageType.GwInfo:
                // 5.4.3: the address is there where another client answers.
                ReadOnlySpan<byte> octets = _message.Buffer.AsSpan(_message.DataOffset, _message.DataLength);
                return GatewayAddressField.FromOctets(octets) is { } told
                    ? new FoundGateway(_message.GatewayId, told, $"a client at {from} says so")
                    : null;
            default:
                // Such as the SEARCHGW of others.
                return null;
        }
    }
}
