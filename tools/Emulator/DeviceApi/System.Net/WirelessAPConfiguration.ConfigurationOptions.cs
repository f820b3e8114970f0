namespace System.Net.NetworkInformation;

public partial class WirelessAPConfiguration
{
    /// <summary>What the access point does with its configuration.</summary>
    [Flags]
    public enum ConfigurationOptions : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Stay off.</summary>
        Disable = 1,

        /// <summary>Be on.</summary>
        Enable = 2,

        /// <summary>Be on from the start.</summary>
        AutoStart = 6,

        /// <summary>Do not tell the name.</summary>
        HiddenSSID = 8,
    }
}
