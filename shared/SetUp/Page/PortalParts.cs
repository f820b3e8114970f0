using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>What the set-up page is made from.</summary>
    public sealed class PortalParts
    {
        /// <summary>The firmware's name and the board's address.</summary>
        public string Board;

        /// <summary>Why the access point is open, or null.</summary>
        public string Reason;

        /// <summary>The networks in reach.</summary>
        public string[] Networks;

        /// <summary>The board's MAC address, or null.</summary>
        public byte[] MacAddress;

        /// <summary>Makes the firmware's settings.</summary>
        public SettingsTable MakeDeclarations;

        /// <summary>Looks at the PIN.</summary>
        public PinGuard Guard;

        /// <summary>The flash.</summary>
        public IFileStore Files;

        /// <summary>The clocks.</summary>
        public IClock Clock;

        /// <summary>The debug output.</summary>
        public ILog Log;
    }
}
