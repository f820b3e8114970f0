namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's subscriptions. Written by Subscribe.</summary>
    internal sealed class ClientSubscriptions
    {
        /// <summary>The client's slot.</summary>
        internal readonly int Slot;

        internal Subscription First;
        internal int Count;

        // Aggregating, while one message of the broker is fanned out: whether and how the client gets it.
        internal int MatchMark;
        internal int MatchQos;
        internal Subscription Match;

        internal ClientSubscriptions(int slot)
        {
            Slot = slot;
        }

        /// <summary>Transparent: whether a request for one of them is with the broker.</summary>
        internal bool IsAsking
        {
            get
            {
                Subscription at = First;
                while (at != null && at.Token == 0)
                {
                    at = at.NextOfClient;
                }

                return at != null;
            }
        }
    }
}
