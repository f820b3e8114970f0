using System;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>What the set-up of a board stands on.</summary>
    public sealed class SetUpParts
    {
        /// <summary>The firmware's name.</summary>
        public string Firmware;

        /// <summary>Makes the firmware's settings.</summary>
        public SettingsTable MakeDeclarations;

        /// <summary>The board as an access point.</summary>
        public IAccessPoint AccessPoint;

        /// <summary>The flash.</summary>
        public IFileStore Files;

        /// <summary>The board.</summary>
        public IBoard Board;

        /// <summary>The clocks.</summary>
        public IClock Clock;

        /// <summary>The debug output.</summary>
        public ILog Log;

        /// <summary>Draws what the PIN is made of.</summary>
        public Random Random;
    }
}
