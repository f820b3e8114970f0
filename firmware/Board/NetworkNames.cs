using System.Collections;
using System.Device.Wifi;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>The names that a scan found.</summary>
    public static class NetworkNames
    {
        /// <summary>Each name once, the strongest first; at most <see cref="SetUpState.NetworksMax"/>. Hidden networks have none.</summary>
        public static string[] Sort(WifiAvailableNetwork[] networks)
        {
            ArrayList names = new ArrayList();
            bool[] isTaken = new bool[networks.Length];
            for (int count = 0; count < networks.Length && names.Count < SetUpState.NetworksMax; count++)
            {
                int strongest = Strongest(networks, isTaken);
                isTaken[strongest] = true;
                string name = networks[strongest].Ssid;
                if (name != null && name.Length > 0 && !names.Contains(name))
                {
                    names.Add(name);
                }
            }

            return (string[])names.ToArray(typeof(string));
        }

        private static int Strongest(WifiAvailableNetwork[] networks, bool[] isTaken)
        {
            int strongest = -1;
            for (int i = 0; i < networks.Length; i++)
            {
                if (!isTaken[i]
                    && (strongest < 0 || networks[i].NetworkRssiInDecibelMilliwatts > networks[strongest].NetworkRssiInDecibelMilliwatts))
                {
                    strongest = i;
                }
            }

            return strongest;
        }
    }
}
