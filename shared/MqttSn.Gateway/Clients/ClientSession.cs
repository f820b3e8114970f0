namespace SensorNet.MqttSn.Gateway
{
    /// <summary>All of one client. The fields are the features'; parts that most clients lack are objects of their own, null until needed.</summary>
    internal sealed class ClientSession
    {
        internal readonly int Slot;
        internal ClientState State;

        // Where it is. Forwarder: the forwarder headers before its messages, their Ctrl octets 0, or null (5.5).
        internal NetworkAddress Address;
        internal byte[] Forwarder;
        internal int PeerHash;
        internal bool HasAddress;

        // Who it is.
        internal byte[] Id;
        internal int IdHash;

        // What CONNECT said.
        internal bool CleanSession;
        internal int ConnectFlags;

        // Nothing but CONNECT and its dialogue has come in this connection.
        internal bool Fresh;
        internal int KeepAliveMs;
        internal int SleepMs;
        internal Will Will;
        internal Will NewWill;

        // Times.
        internal long LastHeardMs;
        internal long RetryAtMs;
        internal int Retries;
        internal long WakeMs;
        internal int HeapAt;

        // Topics and subscriptions.
        internal ClientTopics Topics;
        internal Subscription FirstSubscription;
        internal int SubscriptionCount;

        // The queue towards the client, and the exchange that its head is in.
        internal QueueEntry Head;
        internal QueueEntry Tail;
        internal int QueueCount;
        internal int QueueBytes;
        internal OutStep Step;
        internal bool Stalled;
        internal int OutMessageId;
        internal int LastMessageId;
        internal int AwakeRemaining;

        // Exchanges from the client; null until it publishes at QoS 1 or 2.
        internal ClientExchanges Exchanges;

        // Transparent: the broker connection (0: none), since when it is up or down, whether the link opens it again by itself, how many ended soon
        // in a row, and an update of the will that waits for it.
        internal int Connection;
        internal bool ConnectionUp;
        internal long ConnectionSinceMs;
        internal bool ConnectionGoesOn;
        internal int ShortConnections;
        internal MessageType WillUpdate;
        internal long ReopenAtMs;

        // It is to connect again: transparent, as soon as its broker connection is up; when its turn is, and how often that has come while something
        // was under way.
        internal bool RecallDue;
        internal long RecallAtMs;
        internal int RecallLooks;

        // The list of kept sessions, the longest disconnected first.
        internal ClientSession PreviousParked;
        internal ClientSession NextParked;

        // Used while one message of the broker is spread: whether and how this client gets it.
        internal int MatchMark;
        internal int MatchQos;
        internal Subscription MatchSubscription;

        internal ClientSession(int slot)
        {
            Slot = slot;
            HeapAt = -1;
            Reset();
        }

        internal bool IsConnected
        {
            get { return State >= ClientState.Active && State <= ClientState.Recalled; }
        }

        internal bool IsSleeper
        {
            get { return State == ClientState.Asleep || State == ClientState.Awake; }
        }

        internal bool IsConnecting
        {
            get { return State == ClientState.WillTopic || State == ClientState.WillMessage || State == ClientState.Opening; }
        }

        /// <summary>PUBLISHes of it that the broker has not answered.</summary>
        internal int PendingCount
        {
            get { return Exchanges == null ? 0 : Exchanges.Count; }
        }

        // Ready for the next client of the slot; tables, timers and shared objects were left before.
        internal void Reset()
        {
            State = ClientState.Free;
            Forwarder = null;
            HasAddress = false;
            Id = null;
            CleanSession = false;
            Fresh = false;
            KeepAliveMs = 0;
            SleepMs = 0;
            Will = null;
            NewWill = null;
            RetryAtMs = Times.Never;
            Retries = 0;
            WakeMs = Times.Never;
            Topics = null;
            Step = OutStep.Idle;
            Stalled = false;
            OutMessageId = 0;
            LastMessageId = 0;
            AwakeRemaining = 0;
            Exchanges = null;
            Connection = 0;
            ConnectionUp = false;
            ConnectionGoesOn = false;
            ShortConnections = 0;
            WillUpdate = MessageType.None;
            ReopenAtMs = Times.Never;
            EndRecall();
            MatchMark = 0;
            MatchSubscription = null;
        }

        /// <summary>It connects, sleeps or leaves: what it was to be told is settled.</summary>
        internal void EndRecall()
        {
            RecallDue = false;
            RecallAtMs = Times.Never;
        }

        internal int NextMessageId()
        {
            LastMessageId = LastMessageId == Limits.MessageIdMax ? 1 : LastMessageId + 1;
            return LastMessageId;
        }
    }
}
