namespace SensorNet.MqttSn
{
    /// <summary>The names of <see cref="ProtectionDrop"/>, and how many there are.</summary>
    public static class ProtectionDrops
    {
        private static readonly string[] Names =
        {
            "malformed", "unknownSender", "wrongTag", "replayed", "stale", "unprotected", "wrongClientId", "unsent",
        };

        /// <summary>How many reasons there are.</summary>
        public static int Count => Names.Length;

        /// <summary>A reason's name.</summary>
        public static string Name(int drop) => Names[drop];
    }
}
