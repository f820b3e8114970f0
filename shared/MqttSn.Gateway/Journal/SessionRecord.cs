namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What is kept of a session beside its parts.</summary>
    public sealed class SessionRecord
    {
        /// <summary>Its number, 1 and up.</summary>
        public long Number { get; set; }

        /// <summary>The client id.</summary>
        public byte[] ClientId { get; set; }

        /// <summary>Under which identity its last CONNECT came; null for none. The session is nobody else's.</summary>
        public byte[] Identity { get; set; }

        /// <summary>Active, Asleep, Recalled or Disconnected.</summary>
        public ClientStage Stage { get; set; }

        /// <summary>CleanSession of its CONNECT.</summary>
        public bool CleanSession { get; set; }

        /// <summary>The flags of its CONNECT.</summary>
        public byte Flags { get; set; }

        /// <summary>Keep alive in milliseconds; 0 for none.</summary>
        public int KeepAliveMs { get; set; }

        /// <summary>Sleep duration in milliseconds; 0 where it has never slept.</summary>
        public int SleepMs { get; set; }

        /// <summary>Whether it is known where it is.</summary>
        public bool HasAddress { get; set; }

        /// <summary>Where it is.</summary>
        public NetworkAddress Address { get; set; }

        /// <summary>Its forwarder headers as answers have them; empty where it is behind no forwarder.</summary>
        public byte[] Headers { get; set; }
    }
}
