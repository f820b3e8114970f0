namespace SensorNet.MqttSn.Client
{
    /// <summary>What CONNECT says (MQTT-SN 1.2, 5.4.4). Read once, by <see cref="MqttSnClient.Connect"/>.</summary>
    public sealed class ConnectOptions
    {
        /// <summary>The longest keep alive, in seconds.</summary>
        public const int KeepAliveSecondsMax = 65535;

        /// <summary>Whether the gateway is to forget subscriptions and will of before (6.3). Default true.</summary>
        public bool CleanSession { get; set; } = true;

        /// <summary>Keep alive in seconds, 0 (none) to 65535. Default 60.</summary>
        public int KeepAliveSeconds { get; set; } = 60;

        /// <summary>The will; null for none. With CleanSession=0 null means that the gateway keeps the will that it has (6.3).</summary>
        public Will Will { get; set; }
    }
}
