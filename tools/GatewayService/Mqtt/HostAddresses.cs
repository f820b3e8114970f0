using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The addresses of a host, one after another. A name is resolved on the thread pool, since that can take long, and told on the loop's thread.
/// </summary>
internal sealed class HostAddresses(ILoop loop, Action resolved)
{
    private object? _resolution;
    private IPAddress[] _addresses = [];
    private int _next;

    /// <summary>Why there is no address.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Whether the name has been resolved, or not, since <see cref="Resolve"/>.</summary>
    public bool IsResolved => _resolution is null;

    /// <summary>Begins anew; <c>resolved</c> is called when the addresses are there, or none is.</summary>
    public void Resolve(string host)
    {
        _addresses = [];
        _next = 0;
        object resolution = new object();
        _resolution = resolution;
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            OnResolved(resolution, [address], "");
        }
        else
        {
            _ = ResolveAsync(host, resolution);
        }
    }

    /// <summary>Calls nobody any more.</summary>
    public void Cancel() => _resolution = null;

    /// <summary>The next address, or null when there is none left.</summary>
    public IPAddress? Next() => _next < _addresses.Length ? _addresses[_next++] : null;

    private async Task ResolveAsync(string host, object resolution)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host).ConfigureAwait(false);
            loop.Post(() => OnResolved(resolution, addresses, "the name has no address"));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            loop.Post(() => OnResolved(resolution, [], e.Message));
        }
    }

    private void OnResolved(object resolution, IPAddress[] addresses, string failure)
    {
        // Another attempt, or none, may be under way by now.
        if (_resolution == resolution)
        {
            _resolution = null;
            _addresses = addresses;
            Failure = failure;
            resolved();
        }
    }
}
