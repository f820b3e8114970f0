namespace SensorNet.Node
{
    /// <summary>What firmware this is.</summary>
    public static class Firmware
    {
        /// <summary>The version of all SensorNet firmware.</summary>
        public const string Version = "0.1.0";
    }
}
