using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// A client: who and where it is, and the state that each feature keeps of it. A feature's state is written in the feature's folder alone, where
    /// it is also made; it is null until there is something to keep.
    /// </summary>
    internal sealed class ClientSession
    {
        internal readonly int Slot;

        /// <summary>What CONNECT said.</summary>
        internal readonly ConnectState Connect = new ConnectState();

        internal ClientStage State;

        /// <summary>The number of its session: another one after a clean session has begun. Written by Clients.</summary>
        internal long Number;

        /// <summary>Whether the journal has its session.</summary>
        internal bool IsKept;

        /// <summary>Nothing but CONNECT and its dialogue has come in this connection.</summary>
        internal bool IsFresh;

        internal byte[] Id;
        internal int IdHash;

        /// <summary>Where it is; null where that is not known.</summary>
        internal Peer Peer;

        internal long LastReceivedMs;

        // Its place in the timers: when it comes up, and where in the heap it is; −1 for none.
        internal long WakeMs;
        internal int HeapAt = -1;

        // Its place in the list of kept sessions; null while it is not in it.
        internal KeptSession Kept;

        internal ClientTopics Topics;
        internal ClientSubscriptions Subscriptions;
        internal ClientQueue Queue;
        internal ClientExchanges Exchanges;
        internal ClientWill Will;

        /// <summary>What it may still send; null where that is not limited, or it has sent nothing yet.</summary>
        internal ClientRate Rate;

        /// <summary>How often it has moved; null until it has.</summary>
        internal ClientMoves Moves;

        /// <summary>Who it is; null where there is neither an identity nor a policy.</summary>
        internal ClientAccess Access;

        /// <summary>Transparent: its broker connection.</summary>
        internal ClientLink Link;

        /// <summary>It is to connect again.</summary>
        internal RecallState Recall;

        private readonly ClientPopulation _population;

        internal ClientSession(int slot, ClientPopulation population)
        {
            Slot = slot;
            _population = population;
        }

        internal bool IsConnected => State >= ClientStage.Active && State <= ClientStage.Recalled;

        internal bool IsSleeper => State == ClientStage.Asleep || State == ClientStage.Awake;

        /// <summary>How long it may be silent: its keep alive, or while it sleeps the duration, in ms; 0 for no limit.</summary>
        internal int PeriodMs => IsSleeper ? Connect.SleepMs : Connect.KeepAliveMs;

        internal bool IsConnecting => IsUnderWay(State);

        /// <summary>Its radio is on, and it gets messages.</summary>
        internal bool IsListening => State == ClientStage.Active || State == ClientStage.Awake;

        /// <summary>The will that it has given; null where it has none.</summary>
        internal Will StoredWill => Will == null ? null : Will.Stored;

        /// <summary>Under which identity its last CONNECT came; null for none.</summary>
        internal byte[] Identity => Access == null ? null : Access.Identity;

        /// <summary>PUBLISHes of it that the broker has not answered.</summary>
        internal int PendingCount => Exchanges == null ? 0 : Exchanges.Count;

        /// <summary>The number of its broker connection; 0 for none.</summary>
        internal int Connection => Link == null ? 0 : Link.Number;

        /// <summary>Whether its broker connection is up.</summary>
        internal bool IsLinkUp => Link != null && Link.IsUp;

        /// <summary>A message of it that is part of no CONNECT has come.</summary>
        internal void NoteMessage(long nowMs)
        {
            LastReceivedMs = nowMs;
            IsFresh = false;
        }

        /// <summary>A message of it has come; the connection stays as fresh as it was.</summary>
        internal void NoteDialogue(long nowMs) => LastReceivedMs = nowMs;

        internal void Enter(ClientStage state) => Change(state);

        /// <summary>The journal has its session, or not any more.</summary>
        internal void NoteKept(bool isKept) => IsKept = isKept;

        /// <summary>It is as it was before the gateway began.</summary>
        internal void Restore(ClientStage state, long lastReceivedMs)
        {
            Change(state);
            LastReceivedMs = lastReceivedMs;
            IsKept = true;
        }

        /// <summary>Its CONNECT is accepted.</summary>
        internal void Activate(long nowMs)
        {
            Change(ClientStage.Active);
            IsFresh = true;
            LastReceivedMs = nowMs;
        }

        /// <summary>An awake phase ends; in every other state nothing changes.</summary>
        internal void EndAwake()
        {
            if (State == ClientStage.Awake)
            {
                Change(ClientStage.Asleep);
            }
        }

        /// <summary>Whether it is at the address.</summary>
        internal bool IsAt(Peer peer) => Peer != null && Peer.IsSame(peer);

        // Ready for the next client of the slot; tables, timers and shared objects were left before.
        internal void Reset()
        {
            Change(ClientStage.Free);
            Number = 0;
            IsKept = false;
            IsFresh = false;
            Id = null;
            Peer = null;
            WakeMs = Deadline.Never;
            Connect.Reset();
            Topics = null;
            Subscriptions = null;
            Queue = null;
            Exchanges = null;
            Will = null;
            Link = null;
            Recall = null;
            Rate = null;
            Moves = null;
            Access = null;
        }

        private static bool IsUnderWay(ClientStage state) =>
            state == ClientStage.WillTopic || state == ClientStage.WillMessage || state == ClientStage.Opening;

        // The only place where the state changes.
        private void Change(ClientStage state)
        {
            _population.UnderWay += (IsUnderWay(state) ? 1 : 0) - (IsUnderWay(State) ? 1 : 0);
            State = state;
        }
    }
}
