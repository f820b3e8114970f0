using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using SensorNet.Emulator;

namespace nanoFramework.Networking;

/// <summary>Brings Wi-Fi up and waits for an address and the date.</summary>
public static class WifiNetworkHelper
{
    // As long as the device's helper sleeps between two looks.
    private const int PollPeriodMs = 200;

    // A clock before this year has never been set.
    private const int FirstValidYear = 2021;

    /// <summary>Set when the network is ready (after one of the Setup calls).</summary>
    public static ManualResetEvent NetworkReady => State.NetworkReady;

    /// <summary>Where the helper stands.</summary>
    public static NetworkHelperStatus Status => State.Status;

    /// <summary>The exception that <see cref="NetworkHelperStatus.ExceptionOccurred"/> speaks of.</summary>
    public static Exception? HelperException => State.HelperException;

    /// <summary>The station, once one of the other calls has found it.</summary>
    public static WifiAdapter? WifiAdapter => State.Adapter;

    private static HelperState State => BoardRuntime.Current.Ram<HelperState>();

    /// <summary>Watches the network with the stored configuration and sets <see cref="NetworkReady"/>.</summary>
    /// <exception cref="InvalidOperationException">Called again without <see cref="Reset"/>.</exception>
    public static void SetupNetworkHelper(bool requiresDateTime = false)
    {
        State.Begin(requiresDateTime);
        new Thread(WaitUntilReady).Start();
    }

    /// <summary>Watches the network with a static address and sets <see cref="NetworkReady"/>.</summary>
    /// <exception cref="InvalidOperationException">Called again without <see cref="Reset"/>.</exception>
    public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false)
    {
        State.Begin(requiresDateTime);
        Apply(ipConfiguration);
        new Thread(WaitUntilReady).Start();
    }

    /// <summary>Joins a network, watches it and sets <see cref="NetworkReady"/>.</summary>
    /// <exception cref="InvalidOperationException">Called again without <see cref="Reset"/>.</exception>
    public static void SetupNetworkHelper(
        string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false)
    {
        State.Begin(requiresDateTime);
        if (!string.IsNullOrEmpty(ssid) && !string.IsNullOrEmpty(password) && StoredSsid() != ssid)
        {
            StoreCredentials(ssid, password);
            State.Adapter!.Connect(ssid, reconnectionKind, password);
        }

        new Thread(WaitUntilReady).Start();
    }

    /// <summary>Leaves the network.</summary>
    public static void Disconnect()
    {
        State.Adapter?.Disconnect();
        State.Adapter?.Dispose();
        State.Adapter = null;
    }

    /// <summary>
    /// Joins a network, stores its credentials and waits for an address, and for the date if asked to, until <paramref name="token"/>
    /// expires. May be called again after a failure.
    /// </summary>
    /// <returns>True when the network is ready; else see <see cref="Status"/>.</returns>
    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default) => Connect(ssid, password, null, false, reconnectionKind, requiresDateTime, wifiAdapterId, token);

    /// <summary>As <see cref="ConnectDhcp"/>, with a static address.</summary>
    public static bool ConnectFixAddress(
        string ssid,
        string password,
        IPConfiguration ipConfiguration,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) => Connect(ssid, password, ipConfiguration, false, reconnectionKind, requiresDateTime, WifiAdapter, token);

    /// <summary>As <see cref="ConnectDhcp"/>, but joins only what a scan finds.</summary>
    public static bool ScanAndConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) => Connect(ssid, password, null, true, reconnectionKind, requiresDateTime, WifiAdapter, token);

    /// <summary>Waits for the board to join by itself; does nothing towards it.</summary>
    public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) => Try(() =>
    {
        State.Adapter = System.Device.Wifi.WifiAdapter.FindAllAdapters()[wifiAdapterId];
        return WaitForNetwork(requiresDateTime, token);
    });

    /// <summary>Forgets everything, so that a Setup call is allowed again.</summary>
    public static void Reset() => State.Reset();

    private static bool Connect(
        string ssid,
        string password,
        IPConfiguration? ipConfiguration,
        bool scan,
        WifiReconnectionKind reconnectionKind,
        bool requiresDateTime,
        int adapterId,
        CancellationToken token) => Try(() =>
        {
            WifiAdapter adapter = System.Device.Wifi.WifiAdapter.FindAllAdapters()[adapterId];
            State.Adapter = adapter;
            bool isJoined = HasAddress() && StoredSsid() == ssid;
            if (!isJoined)
            {
                adapter.Disconnect();
                Apply(ipConfiguration);
                if (scan)
                {
                    ScanFor(adapter, ssid, password, reconnectionKind);
                }
                else
                {
                    StoreCredentials(ssid, password);
                    adapter.Connect(ssid, reconnectionKind, password);
                }
            }

            return WaitForNetwork(requiresDateTime, token);
        });

    private static bool Try(Func<bool> connect)
    {
        try
        {
            return connect();
        }
        catch (Exception exception) when (exception is not BoardPoweredOffException and not ThreadInterruptedException)
        {
            State.Status = NetworkHelperStatus.ExceptionOccurred;
            State.HelperException = exception;
            return false;
        }
    }

    private static void ScanFor(WifiAdapter adapter, string ssid, string password, WifiReconnectionKind reconnectionKind)
    {
        adapter.AvailableNetworksChanged += OnScanned;
        adapter.ScanAsync();

        void OnScanned(WifiAdapter sender, object e)
        {
            foreach (WifiAvailableNetwork network in sender.NetworkReport.AvailableNetworks)
            {
                if (network.Ssid != ssid)
                {
                    continue;
                }

                if (sender.Connect(network, reconnectionKind, password).ConnectionStatus == WifiConnectionStatus.Success)
                {
                    sender.AvailableNetworksChanged -= OnScanned;
                    StoreCredentials(ssid, password);
                    return;
                }

                State.Status = NetworkHelperStatus.ErrorConnetingToWiFiWhileScanning;
            }
        }
    }

    private static bool WaitForNetwork(bool requiresDateTime, CancellationToken token)
    {
        State.Status = NetworkHelperStatus.Started;
        while (!token.IsCancellationRequested && !HasAddress())
        {
            Thread.Sleep(PollPeriodMs);
        }

        if (token.IsCancellationRequested)
        {
            State.Status = NetworkHelperStatus.TokenExpiredWaitingIPAddress;
            return false;
        }

        while (requiresDateTime && !token.IsCancellationRequested && !HasDate())
        {
            Thread.Sleep(PollPeriodMs);
        }

        // As the device's helper: a token that expires between the two looks counts against the date, wanted or not.
        if (token.IsCancellationRequested)
        {
            State.Status = NetworkHelperStatus.TokenExpiredWaitingDateTime;
            return false;
        }

        State.Status = NetworkHelperStatus.NetworkIsReady;
        return true;
    }

    private static void WaitUntilReady()
    {
        HelperState state = State;
        while (!HasAddress() || (state.RequiresDateTime && !HasDate()))
        {
            Thread.Sleep(PollPeriodMs);
        }

        NetworkChange.NetworkAddressChanged += state.OnAddressChanged;
        state.NetworkReady.Set();
        state.Status = NetworkHelperStatus.NetworkIsReady;
    }

    private static bool HasAddress() => NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address[0] != '0';

    private static bool HasDate() => DateTime.UtcNow.Year >= FirstValidYear;

    private static string? StoredSsid() => Wireless80211Configuration.GetAllWireless80211Configurations()[0].Ssid;

    private static void StoreCredentials(string ssid, string password)
    {
        Wireless80211Configuration configuration = Wireless80211Configuration.GetAllWireless80211Configurations()[0];
        configuration.Ssid = ssid;
        configuration.Password = password;
        configuration.SaveConfiguration();
    }

    private static void Apply(IPConfiguration? configuration)
    {
        NetworkInterface station = NetworkInterface.GetAllNetworkInterfaces()[0];
        if (configuration is null)
        {
            station.EnableDhcp();
            return;
        }

        station.EnableStaticIPv4(configuration.IPAddress, configuration.IPSubnetMask, configuration.IPGatewayAddress);
        if (configuration.IPDns is { Length: > 0 })
        {
            station.EnableStaticIPv4Dns(configuration.IPDns);
        }
    }

    private sealed class HelperState
    {
        private bool _isSetUp;

        public ManualResetEvent NetworkReady { get; private set; } = new(false);

        public NetworkHelperStatus Status { get; set; }

        public Exception? HelperException { get; set; }

        public WifiAdapter? Adapter { get; set; }

        public bool RequiresDateTime { get; private set; }

        public void Begin(bool requiresDateTime)
        {
            if (_isSetUp)
            {
                throw new InvalidOperationException("The network helper is set up already: call Reset first.");
            }

            _isSetUp = true;
            RequiresDateTime = requiresDateTime;
            Adapter = System.Device.Wifi.WifiAdapter.FindAllAdapters()[0];
            Status = NetworkHelperStatus.Started;
        }

        public void Reset()
        {
            NetworkChange.NetworkAddressChanged -= OnAddressChanged;
            _isSetUp = false;
            NetworkReady = new ManualResetEvent(false);
            RequiresDateTime = false;
            Status = NetworkHelperStatus.None;
            HelperException = null;
        }

        public void OnAddressChanged(object? sender, EventArgs e)
        {
            if (!HasAddress())
            {
                NetworkReady.Reset();
                Status = NetworkHelperStatus.Reconnecting;
            }
            else if (!RequiresDateTime || HasDate())
            {
                NetworkReady.Set();
                Status = NetworkHelperStatus.NetworkIsReady;
            }
        }
    }
}
