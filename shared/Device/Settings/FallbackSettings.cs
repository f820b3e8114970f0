namespace SensorNet.Device
{
    /// <summary>When a board opens an access point of its own with a set-up page; the initial values are the defaults.</summary>
    public sealed class FallbackSettings
    {
        /// <summary>Whether it ever does.</summary>
        public bool IsAllowed = true;

        /// <summary>For how long Wi-Fi must fail before it does, in s.</summary>
        public int AfterSeconds = 600;
    }
}
