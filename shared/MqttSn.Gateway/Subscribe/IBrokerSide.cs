namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The subscriptions towards the broker, which the modes have each in their way.</summary>
    internal interface IBrokerSide
    {
        /// <summary>Topic filters at the broker that clients share.</summary>
        int FilterCount { get; }

        long NextMs { get; }

        /// <summary>Nothing is to be asked of the broker over the gateway's own connection, and nothing is unanswered.</summary>
        bool IsDone { get; }

        /// <summary>The message at hand, to all that want it; false when nobody does.</summary>
        bool FanOut(BrokerMessage message);

        void OnConnected(int connection, bool sessionPresent);

        void OnOwnLost();

        /// <summary>Aggregating: the broker may have a filter, since before the gateway began.</summary>
        void RestoreFilter(byte[] filter, int grantedQos);

        /// <summary>A client's subscription was there before the gateway began; the filters are restored.</summary>
        void RestoreSubscription(ClientSession client, SubscriptionRecord record);

        /// <summary>All is restored.</summary>
        void EndRestore();

        /// <summary>Hands the broker what waits for it.</summary>
        void Pump();

        void OnTime();
    }
}
