namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Whose PUBLISHes are on their way to the broker: the list of them, which <see cref="PendingTable"/> keeps.</summary>
    internal abstract class PendingPublisher
    {
        /// <summary>The slot of the newest one + 1; 0 where there is none.</summary>
        internal int First;

        internal int Count;

        /// <summary>The number of the session that the journal knows it by; 0 for none.</summary>
        internal virtual long Session => 0;

        /// <summary>The broker has it, or it will not. The token is in the table until this takes it out.</summary>
        internal abstract void OnPublished(int token, ReturnCode code);
    }
}
