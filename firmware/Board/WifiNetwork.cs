using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The board's Wi-Fi, with the settings' credentials or else with those the board has stored.</summary>
    public sealed class WifiNetwork : INetwork
    {
        // How long a network that is up may take to tell the date, in ms. Without it the node goes on: readings get their time later.
        private const int DateTimeoutMs = 10000;

        private readonly string _ssid;
        private readonly string _password;
        private readonly KeptWifi _kept;
        private readonly IClock _clock;
        private bool _hasWaitedForDate;
        private bool _hasLeft;

        /// <summary>Makes the network; nothing happens before <see cref="Connect"/>.</summary>
        /// <param name="ssid">The network's name, or null for the one that the board has stored.</param>
        /// <param name="password">Its password (empty for an open network), or null with a null name.</param>
        /// <param name="kept">The stored network that one of the settings took the place of.</param>
        /// <param name="clock">Tells whether the date is known.</param>
        public WifiNetwork(string ssid, string password, KeptWifi kept, IClock clock)
        {
            _kept = kept;
            _ssid = ssid;
            _password = password;
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Address { get; private set; }

        /// <inheritdoc/>
        public string Problem { get; private set; }

        /// <inheritdoc/>
        public bool Connect(int timeoutMs)
        {
            try
            {
                Problem = null;
                if (!IsJoined() && !Join(timeoutMs))
                {
                    return false;
                }

                _hasLeft = false;
                if (_ssid == null && _kept.Ssid != null)
                {
                    _kept.Forget();
                }

                WaitForDate();
                Address = FindAddress();
                return true;
            }
            catch (Exception e)
            {
                Problem = "Wi-Fi failed: " + ExceptionText.Describe(e);
                return false;
            }
        }

        /// <inheritdoc/>
        public int ReadRssiDbm()
        {
            try
            {
                WifiAdapter adapter = WifiNetworkHelper.WifiAdapter;
                WifiAvailableNetwork[] networks = adapter?.NetworkReport?.AvailableNetworks;
                string ssid = networks == null || networks.Length == 0 ? null : Ssid(FindInterface());
                for (int i = 0; ssid != null && i < networks.Length; i++)
                {
                    if (networks[i].Ssid == ssid)
                    {
                        return (int)networks[i].NetworkRssiInDecibelMilliwatts;
                    }
                }
            }
            catch (Exception)
            {
                // A board that has not scanned, or cannot, has no report: the strength is then not known, which 0 says.
                return 0;
            }

            return 0;
        }

        /// <summary>
        /// Leaves the network before a sleep of the board, which ends it and says nothing of it. The address that the board still shows is not valid
        /// afterwards.
        /// </summary>
        public void Leave()
        {
            try
            {
                Address = null;
                _hasLeft = true;
                if (WifiNetworkHelper.WifiAdapter != null)
                {
                    WifiNetworkHelper.Disconnect();
                    return;
                }

                // The board joined on its own, so that the helper knows no adapter and would do nothing.
                WifiAdapter[] all = WifiAdapter.FindAllAdapters();
                for (int i = 0; i < all.Length; i++)
                {
                    all[i].Disconnect();
                }
            }
            catch (Exception e)
            {
                Problem = "leaving the Wi-Fi network failed: " + ExceptionText.Describe(e);
            }
        }

        // A board joins the network that it has stored on its own, which need not be the one of the settings.
        private bool IsJoined()
        {
            if (_hasLeft || FindAddress() == null)
            {
                return false;
            }

            string stored = _ssid == null && _kept.Ssid == null ? null : StoredSsid(FindInterface());
            return stored == null || (_ssid == null ? !_kept.IsFor(stored) : stored == _ssid);
        }

        private bool Join(int timeoutMs)
        {
            NetworkInterface station = FindInterface();
            string ssid = Ssid(station);
            if (station != null && (ssid == null || ssid.Length == 0))
            {
                Problem = "no Wi-Fi credentials: set wifiSsid and wifiPassword, or store them on the board with nanoff --networkdeployment";
                return false;
            }

            using (CancellationTokenSource timeout = new CancellationTokenSource(timeoutMs))
            {
                if (Join(ssid, station, timeout.Token))
                {
                    return true;
                }
            }

            Problem = "Wi-Fi \"" + ssid + "\": " + Describe(WifiNetworkHelper.Status, timeoutMs);
            return false;
        }

        private bool Join(string ssid, NetworkInterface station, CancellationToken timeout)
        {
            if (ssid == null)
            {
                // A board that does not show its interfaces joins with what it has stored on its own.
                return WifiNetworkHelper.Reconnect(false, 0, timeout);
            }

            string password = _ssid != null ? _password : ssid == _kept.Ssid ? _kept.Password : Stored(station).Password;
            if (_ssid != null)
            {
                KeepStored(station);
            }

            return WifiNetworkHelper.ConnectDhcp(ssid, password, WifiReconnectionKind.Automatic, false, 0, timeout);
        }

        // SNTP runs in the board's firmware; here is only waited for it, and only once.
        private void WaitForDate()
        {
            if (_hasWaitedForDate || _clock.UtcMs != 0)
            {
                return;
            }

            _hasWaitedForDate = true;
            using (CancellationTokenSource timeout = new CancellationTokenSource(DateTimeoutMs))
            {
                WifiNetworkHelper.Reconnect(true, 0, timeout.Token);
            }
        }

        private string Ssid(NetworkInterface station)
        {
            string ssid = _ssid ?? (station == null ? null : Stored(station).Ssid);
            return _ssid == null && ssid != null && _kept.IsFor(ssid) ? _kept.Ssid : ssid;
        }

        private void KeepStored(NetworkInterface station)
        {
            string stored = station == null ? null : StoredSsid(station);
            if (stored != null)
            {
                _kept.Keep(stored, Stored(station).Password, _ssid);
            }
        }

        private static Wireless80211Configuration Stored(NetworkInterface station) =>
            Wireless80211Configuration.GetAllWireless80211Configurations()[(int)station.SpecificConfigId];

        // Null where a firmware build does not tell.
        private static string StoredSsid(NetworkInterface station)
        {
            try
            {
                return Stored(station).Ssid;
            }
            catch (NotSupportedException)
            {
                return null;
            }
        }

        private static NetworkInterface FindInterface()
        {
            NetworkInterface[] all;
            try
            {
                all = NetworkInterface.GetAllNetworkInterfaces();
            }
            catch (NotSupportedException)
            {
                // A firmware build without this native part: the network itself may work all the same.
                return null;
            }

            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    return all[i];
                }
            }

            return null;
        }

        private static string FindAddress()
        {
            NetworkInterface station = FindInterface();
            string address = station?.IPv4Address;
            return address == null || address.Length == 0 || address[0] == '0' ? null : address;
        }

        private static string Describe(NetworkHelperStatus status, int timeoutMs)
        {
            switch (status)
            {
                case NetworkHelperStatus.TokenExpiredWaitingIPAddress:
                    return "no address within " + (timeoutMs / 1000).ToString() + " s: wrong password, or the network is out of reach";
                case NetworkHelperStatus.FailedNoNetworkInterface:
                    return "no network interface";
                case NetworkHelperStatus.ExceptionOccurred:
                    return WifiNetworkHelper.HelperException == null ? "failed" : ExceptionText.Describe(WifiNetworkHelper.HelperException);
                default:
                    return "failed with status " + ((int)status).ToString();
            }
        }
    }
}
