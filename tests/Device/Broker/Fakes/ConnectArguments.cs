namespace SensorNet.Broker.Tests
{
    /// <summary>What a client was told to say in CONNECT.</summary>
    public sealed class ConnectArguments
    {
        /// <summary>The client id.</summary>
        public string ClientId;

        /// <summary>The user name.</summary>
        public string User;

        /// <summary>The password.</summary>
        public string Password;

        /// <summary>Whether the broker keeps the will once it is published.</summary>
        public bool WillRetain;

        /// <summary>The will's QoS as a number.</summary>
        public int WillQos;

        /// <summary>Whether there is a will.</summary>
        public bool WillFlag;

        /// <summary>The will's topic name.</summary>
        public string WillTopic;

        /// <summary>The will's message.</summary>
        public string WillMessage;

        /// <summary>Whether the broker forgets the session before.</summary>
        public bool CleanSession;

        /// <summary>The keep alive in seconds.</summary>
        public int KeepAliveSeconds;
    }
}
