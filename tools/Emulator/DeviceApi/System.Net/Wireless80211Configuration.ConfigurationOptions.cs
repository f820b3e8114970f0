namespace System.Net.NetworkInformation;

public partial class Wireless80211Configuration
{
    /// <summary>What the station does with its configuration.</summary>
    [Flags]
    public enum ConfigurationOptions : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Stay off.</summary>
        Disable = 1,

        /// <summary>Be on.</summary>
        Enable = 2,

        /// <summary>Be on and connect by itself.</summary>
        AutoConnect = 6,

        /// <summary>Be on and take the configuration from a telephone.</summary>
        SmartConfig = 10,
    }
}
