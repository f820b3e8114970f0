using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading;
using Iot.Device.DhcpServer;
using SensorNet.Device;
using SensorNet.SetUp;
using WifiAuthentication = System.Net.NetworkInformation.AuthenticationType;

namespace SensorNet.Boards
{
    /// <summary>The board's own access point. What is prepared is in its configuration, and holds from its next start on.</summary>
    public sealed class SoftAccessPoint : IAccessPoint
    {
        private const string Mask = "255.255.255.0";

        // Iot.Device.DhcpServer does not note what it gave to a phone that asks for the first time: a second one would get the same address.
        private const byte StationsMax = 1;
        private const int SsidCharactersMax = 31;

        // How long an access point that is set up may take to have its address after the start, in ms.
        private const int AddressTimeoutMs = 5000;
        private const int LookMs = 100;

        private readonly ILog _log;
        private bool _isKnown;
        private bool _isOpen;
        private DhcpServer _dhcp;
        private DnsResponder _dns;
        private PageServer _pages;

        /// <summary>Makes it; nothing happens.</summary>
        public SoftAccessPoint(ILog log)
        {
            _log = log;
        }

        /// <inheritdoc/>
        public string Problem { get; private set; }

        /// <inheritdoc/>
        public bool IsOpen
        {
            get
            {
                if (!_isKnown)
                {
                    _isOpen = HasStarted();
                    _isKnown = true;
                }

                return _isOpen;
            }
        }

        /// <inheritdoc/>
        public string[] Scan(int timeoutMs)
        {
            try
            {
                WifiAdapter[] all = WifiAdapter.FindAllAdapters();
                ManualResetEvent isDone = new ManualResetEvent(false);
                AvailableNetworksChangedEventHandler handler = (sender, e) => isDone.Set();
                all[0].AvailableNetworksChanged += handler;
                all[0].ScanAsync();
                bool isInTime = isDone.WaitOne(timeoutMs, false);
                all[0].AvailableNetworksChanged -= handler;
                return isInTime ? NetworkNames.Sort(all[0].NetworkReport.AvailableNetworks) : new string[0];
            }
            catch (Exception e)
            {
                // Without a list its name can be written into the page by hand.
                _log.Write("looking for networks failed: " + ExceptionText.Describe(e));
                return new string[0];
            }
        }

        /// <inheritdoc/>
        public bool PrepareOpen(string ssid, string password)
        {
            try
            {
                NetworkInterface own = Find(NetworkInterfaceType.WirelessAP);
                if (own == null || ssid.Length > SsidCharactersMax)
                {
                    Problem = own == null ? "this board has no access point" : "the name \"" + ssid + "\" has more than 31 characters";
                    return false;
                }

                // A station that looks for a network which is away takes the radio from the access point's channel.
                SetStation(Wireless80211Configuration.ConfigurationOptions.None);
                own.EnableStaticIPv4(SetUpPortal.Address, Mask, SetUpPortal.Address);
                WirelessAPConfiguration configuration = Configuration(own);
                configuration.Ssid = ssid;
                configuration.Password = password;
                configuration.Authentication = WifiAuthentication.WPA2;
                configuration.MaxConnections = StationsMax;
                configuration.Options = WirelessAPConfiguration.ConfigurationOptions.Enable | WirelessAPConfiguration.ConfigurationOptions.AutoStart;
                configuration.SaveConfiguration();
                return true;
            }
            catch (Exception e)
            {
                Problem = ExceptionText.Describe(e);
                return false;
            }
        }

        /// <inheritdoc/>
        public bool PrepareClose()
        {
            try
            {
                WirelessAPConfiguration configuration = Configuration(Find(NetworkInterfaceType.WirelessAP));
                configuration.Options = WirelessAPConfiguration.ConfigurationOptions.None;
                configuration.SaveConfiguration();
                SetStation(Wireless80211Configuration.ConfigurationOptions.AutoConnect);
                return true;
            }
            catch (Exception e)
            {
                Problem = ExceptionText.Describe(e);
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Serve(IPortal portal)
        {
            try
            {
                IPAddress address = IPAddress.Parse(SetUpPortal.Address);

                // RFC 8910: a phone that knows option 114 opens the page by itself; the others find it by the DNS responder.
                _dhcp = new DhcpServer { CaptivePortalUrl = SetUpPortal.Url, DnsServer = address, Gateway = address };
                if (!_dhcp.Start(address, IPAddress.Parse(Mask)))
                {
                    Problem = "the DHCP server does not start";
                    return false;
                }

                _dns = new DnsResponder(address, _log);
                _dns.Start();
                _pages = new PageServer(address, portal, _log);
                _pages.Start();
                return true;
            }
            catch (Exception e)
            {
                Problem = ExceptionText.Describe(e);
                return false;
            }
        }

        /// <inheritdoc/>
        public void StopServing()
        {
            _pages?.Stop();
            _dns?.Stop();
            _dhcp?.Stop();
        }

        private bool HasStarted()
        {
            try
            {
                NetworkInterface own = Find(NetworkInterfaceType.WirelessAP);
                if (own == null || (Configuration(own).Options & WirelessAPConfiguration.ConfigurationOptions.Enable) == 0)
                {
                    return false;
                }

                for (int waitedMs = 0; waitedMs < AddressTimeoutMs && own.IPv4Address != SetUpPortal.Address; waitedMs += LookMs)
                {
                    Thread.Sleep(LookMs);
                    own = Find(NetworkInterfaceType.WirelessAP);
                }

                return own.IPv4Address == SetUpPortal.Address;
            }
            catch (Exception e)
            {
                // A firmware build without an access point: the board is then none, which is what is asked.
                Problem = ExceptionText.Describe(e);
                return false;
            }
        }

        private static void SetStation(Wireless80211Configuration.ConfigurationOptions options)
        {
            NetworkInterface station = Find(NetworkInterfaceType.Wireless80211);
            Wireless80211Configuration stored = Wireless80211Configuration.GetAllWireless80211Configurations()[(int)station.SpecificConfigId];
            if (stored.Ssid != null && stored.Ssid.Length > 0)
            {
                stored.Options = options;
                stored.SaveConfiguration();
            }
        }

        private static WirelessAPConfiguration Configuration(NetworkInterface own) =>
            WirelessAPConfiguration.GetAllWirelessAPConfigurations()[(int)own.SpecificConfigId];

        private static NetworkInterface Find(NetworkInterfaceType type)
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].NetworkInterfaceType == type)
                {
                    return all[i];
                }
            }

            return null;
        }
    }
}
