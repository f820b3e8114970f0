namespace SensorNet.MqttSn.Client
{
    /// <summary>What is saved of a session beside its tables. Each part fills in what it has, and takes it out again.</summary>
    internal sealed class SavedSession
    {
        internal const int Asleep = 1;

        // The gateway can still have the session.
        internal const int Made = 2;

        // It was made with CleanSession.
        internal const int Clean = 4;

        // GatewayId is known.
        internal const int Identified = 8;

        internal int Flags;
        internal int GatewayId;
        internal int MessageId;
        internal int SleepSeconds;
        internal int KeepAliveSeconds;

        // Empty if there has been none.
        internal byte[] Gateway;

        internal bool Has(int flag) => (Flags & flag) != 0;
    }
}
