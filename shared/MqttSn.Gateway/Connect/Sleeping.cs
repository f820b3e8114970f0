namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Sleeping clients (6.14): asleep with DISCONNECT and a duration, awake with PINGREQ.</summary>
    internal sealed class Sleeping
    {
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly Delivery _delivery;
        private readonly ClientDeadlines _deadlines;
        private readonly ClientAddresses _addresses;
        private readonly SessionRecords _records;
        private readonly Recalls _recalls;

        internal Sleeping(
            GatewayBasics basics,
            Transmitter transmitter,
            Delivery delivery,
            ClientDeadlines deadlines,
            ClientAddresses addresses,
            Recalls recalls)
        {
            _counters = basics.Counters;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _delivery = delivery;
            _deadlines = deadlines;
            _addresses = addresses;
            _records = new SessionRecords(basics);
            _recalls = recalls;
        }

        /// <summary>6.14: a duration means sleep; a client that sleeps already may change it.</summary>
        internal void Begin(ClientSession client, int durationSeconds)
        {
            Recalls.PutOff(client);
            client.Connect.SleepMs = durationSeconds * 1000;
            client.Enter(ClientStage.Asleep);
            client.NoteDialogue(_clock.NowMs);
            _records.Change(client);
            _delivery.Leave(client);
            _transmitter.Disconnect(client);
            _deadlines.Arm(client);
        }

        /// <summary>6.14: PINGREQ with the client id; the address may be another one than before.</summary>
        internal void Wake(Peer peer, ClientSession client)
        {
            if (!client.IsAt(peer))
            {
                _counters.AddressChanges++;
                _addresses.MoveTo(client, peer);
                _records.Change(client);
            }

            client.NoteDialogue(_clock.NowMs);
            if (client.State != ClientStage.Awake && !_recalls.TellAwakened(client))
            {
                client.Enter(ClientStage.Awake);
                _delivery.BeginAwake(client);
            }

            _deadlines.Arm(client);
        }
    }
}
