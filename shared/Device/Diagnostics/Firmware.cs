namespace SensorNet.Device
{
    /// <summary>What firmware this is.</summary>
    public static class Firmware
    {
        /// <summary>The version of all of SensorNet. It stands only here: the build of the programs for a PC reads this line.</summary>
        public const string Version = "0.1.0";
    }
}
