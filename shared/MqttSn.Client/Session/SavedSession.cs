namespace SensorNet.MqttSn.Client
{
    /// <summary>What is saved of a session beside its tables. Each part fills in what it has, and takes it out again.</summary>
    internal sealed class SavedSession
    {
        // Empty if there has been none.
        internal byte[] Gateway;

        // -1 if it is not known.
        internal int GatewayId;

        internal bool IsAsleep;
        internal int SleepSeconds;
        internal int KeepAliveSeconds;
        internal int MessageId;

        // The gateway can still have the session; it was made with CleanSession.
        internal bool IsMade;
        internal bool IsClean;
    }
}
