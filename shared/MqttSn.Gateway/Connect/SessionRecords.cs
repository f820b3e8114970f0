namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Tells the journal how the sessions of clients are.</summary>
    internal sealed class SessionRecords
    {
        private readonly ISessionJournal _journal;
        private readonly bool _keeps;
        private readonly SessionRecord _record = new SessionRecord();

        internal SessionRecords(GatewayBasics basics)
        {
            _journal = basics.Journal;
            _keeps = basics.Keeps;
        }

        /// <summary>A CONNECT is accepted: the session is kept from now on, with the will that it has now.</summary>
        internal void Begin(ClientSession client)
        {
            if (_keeps)
            {
                client.NoteKept(true);
                Change(client);
                _journal.KeepWill(client.Number, client.StoredWill);
            }
        }

        /// <summary>A session that is kept has changed.</summary>
        internal void Change(ClientSession client)
        {
            if (!client.IsKept)
            {
                return;
            }

            ConnectState connect = client.Connect;
            _record.Number = client.Number;
            _record.ClientId = client.Id;
            _record.Identity = client.Identity;
            _record.Stage = client.State == ClientStage.Awake ? ClientStage.Asleep : client.State;
            _record.CleanSession = connect.CleanSession;
            _record.Flags = connect.Flags;
            _record.KeepAliveMs = connect.KeepAliveMs;
            _record.SleepMs = connect.SleepMs;
            _record.HasAddress = client.Peer != null;
            if (client.Peer != null)
            {
                _record.Address = client.Peer.Address;
                _record.Headers = client.Peer.Headers;
            }

            _journal.KeepSession(_record);
        }

        /// <summary>A session has ended.</summary>
        internal void End(ClientSession client)
        {
            if (client.IsKept)
            {
                client.NoteKept(false);
                _journal.EndSession(client.Number);
            }
        }
    }
}
