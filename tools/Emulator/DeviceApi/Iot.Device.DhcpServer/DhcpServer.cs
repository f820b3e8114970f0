using System;
using System.Net;
using System.Net.Sockets;
using SensorNet.Emulator;

namespace Iot.Device.DhcpServer;

/// <summary>The driver library's DHCP server. The PC's browser needs no address: the board only notes what a phone would be told.</summary>
internal sealed class DhcpServer : IDisposable
{
    private readonly BoardRuntime _runtime = BoardRuntime.Current;

    public string CaptivePortalUrl { get; set; } = string.Empty;

    public IPAddress? DnsServer { get; set; }

    public IPAddress? Gateway { get; set; }

    /// <summary>Begins to give out addresses. False where the board does not have <paramref name="address"/>, as on the device.</summary>
    public bool Start(IPAddress address, IPAddress mask, ushort timeToLeave = 1200)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfZero(timeToLeave);
        _runtime.ThrowIfOff();
        if (_runtime.Board.Wifi.OwnAddress != address.ToString())
        {
            _runtime.Board.WriteDebug($"DHCP: ** Socket exception occurred: {SocketError.AddressNotAvailable}!**\n");
            return false;
        }

        _runtime.OnPowerOff(this);
        _runtime.Board.CaptivePortalUrl = CaptivePortalUrl;
        return true;
    }

    public void Stop() => _runtime.Board.CaptivePortalUrl = null;

    public void Dispose() => Stop();
}
