namespace SensorNet.MqttSn.Client
{
    /// <summary>One gateway of the table.</summary>
    internal sealed class GatewayEntry
    {
        internal int Id;

        // Never changed once set: a new address is a new array.
        internal byte[] Address;

        // How long silence is tolerated, and when it has been too long.
        internal long SilenceMaxMs;
        internal long ExpiresMs;

        // It has announced when it will be heard again (ADVERTISE); otherwise it is known by GWINFO only.
        internal bool Advertises;

        // It did not answer, or refused: others come first.
        internal bool Failed;
    }
}
