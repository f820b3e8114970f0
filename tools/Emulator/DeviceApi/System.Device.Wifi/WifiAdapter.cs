using System.Collections.Generic;
using SensorNet.Emulator;

namespace System.Device.Wifi;

/// <summary>The board's Wi-Fi station.</summary>
public sealed class WifiAdapter : IDisposable
{
    private const int DeviceNameCharactersMax = 32;

    private readonly BoardRuntime _runtime = BoardRuntime.Current;

    private WifiAdapter(int networkInterface)
    {
        NetworkInterface = networkInterface;
    }

    /// <summary>Raised when a scan is done.</summary>
    public event AvailableNetworksChangedEventHandler? AvailableNetworksChanged;

    /// <summary>Number of the network interface.</summary>
    public int NetworkInterface { get; }

    /// <summary>What the last scan found.</summary>
    public WifiNetworkReport NetworkReport
    {
        get
        {
            _runtime.ThrowIfOff();
            return new WifiNetworkReport(_runtime.Ram<ScanResult>().Networks);
        }
    }

    /// <summary>The board's one station.</summary>
    public static WifiAdapter[] FindAllAdapters() => [new(0)];

    /// <summary>Joins a network. Blocks until it is joined or refused.</summary>
    public WifiConnectionResult Connect(WifiAvailableNetwork availableNetwork, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        ArgumentNullException.ThrowIfNull(availableNetwork);
        return Connect(availableNetwork.Ssid, reconnectionKind, passwordCredential);
    }

    /// <summary>Joins a network. Blocks until it is joined or refused.</summary>
    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        _runtime.ThrowIfOff();
        WifiStore target = new(ssid, passwordCredential ?? string.Empty, reconnectionKind == WifiReconnectionKind.Automatic);
        return new WifiConnectionResult(_runtime.Board.Wifi.Connect(_runtime, target));
    }

    /// <summary>Leaves the network.</summary>
    public void Disconnect()
    {
        _runtime.ThrowIfOff();
        _runtime.Board.Wifi.Disconnect();
    }

    /// <summary>Sets the name that the DHCP server sees.</summary>
    public void SetDeviceName(string deviceName)
    {
        _runtime.ThrowIfOff();
        if (string.IsNullOrEmpty(deviceName) || deviceName.Length > DeviceNameCharactersMax)
        {
            throw new ArgumentException($"A device name has 1 to {DeviceNameCharactersMax} characters.", nameof(deviceName));
        }
    }

    /// <summary>Begins a scan, which ends with <see cref="AvailableNetworksChanged"/>.</summary>
    public void ScanAsync()
    {
        _runtime.ThrowIfOff();
        _runtime.Post(() =>
        {
            _runtime.Wait(_runtime.Board.Wifi.ScanTime);
            FinishScan();
        });
    }

    /// <summary>Lets go of the adapter.</summary>
    public void Dispose() => AvailableNetworksChanged = null;

    private void FinishScan()
    {
        List<WifiAvailableNetwork> networks = [];
        foreach (AccessPoint point in _runtime.Board.Wifi.Scan())
        {
            networks.Add(new WifiAvailableNetwork
            {
                Ssid = point.Ssid,
                Bsid = "02-00-00-00-00-" + (networks.Count + 1).ToString("X2", Globalization.CultureInfo.InvariantCulture),
                Rssi = (sbyte)point.RssiDbm,
            });
        }

        _runtime.Ram<ScanResult>().Networks = [.. networks];
        AvailableNetworksChanged?.Invoke(this, EventArgs.Empty);
    }

    private sealed class ScanResult
    {
        public WifiAvailableNetwork[] Networks { get; set; } = [];
    }
}
