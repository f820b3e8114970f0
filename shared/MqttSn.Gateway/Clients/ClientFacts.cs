namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What an operator is told of a client.</summary>
    public sealed class ClientFacts
    {
        /// <summary>Its client id; not to be changed.</summary>
        public byte[] Id;

        /// <summary>The identity under which it connected; null for none. Not to be changed.</summary>
        public byte[] Identity;

        /// <summary>Its state.</summary>
        public ClientStage Stage;

        /// <summary>Whether it is known where it is.</summary>
        public bool HasAddress;

        /// <summary>Where it is, if that is known.</summary>
        public NetworkAddress Address;

        /// <summary>When it was heard last, by the gateway's clock in ms.</summary>
        public long LastReceivedMs;

        /// <summary>Its keep alive, or while it sleeps the duration, in seconds; 0 for none.</summary>
        public int PeriodSeconds;

        /// <summary>Its subscriptions.</summary>
        public int SubscriptionCount;

        /// <summary>Messages that wait for it.</summary>
        public int WaitingCount;

        internal bool Read(ClientSession client)
        {
            if (client.State == ClientStage.Free)
            {
                return false;
            }

            Id = client.Id;
            Identity = client.Identity;
            Stage = client.State;
            HasAddress = client.Peer != null;
            if (HasAddress)
            {
                Address = client.Peer.Address;
            }

            LastReceivedMs = client.LastReceivedMs;
            PeriodSeconds = client.PeriodMs / 1000;
            SubscriptionCount = client.Subscriptions == null ? 0 : client.Subscriptions.Count;
            WaitingCount = client.Queue == null ? 0 : client.Queue.Count;
            return true;
        }
    }
}
