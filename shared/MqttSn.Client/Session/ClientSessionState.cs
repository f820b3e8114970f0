namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// What client and gateway have in common beyond one connection (MQTT-SN 1.2, 6.3): topic ids, ids of received messages, the will, and with
    /// which gateway.
    /// </summary>
    internal sealed class ClientSessionState
    {
        internal readonly TopicCache Topics;
        internal readonly ReceivedIds ReceivedIds;

        // The gateway that can still have the session; null if there is none. Whether that gateway has said since that it does not know this client.
        private byte[] _gateway;
        private bool _forgotten;
        private bool _clean;
        private Will _will;
        private int _messageId;

        internal ClientSessionState(ClientCore core)
        {
            ClientSettings settings = core.Settings;
            Topics = new TopicCache(settings.TopicsMax);
            ReceivedIds = new ReceivedIds(settings.ReceivedIdsMax, settings.RetryMs * (settings.RetryCount + 1L));
            _messageId = settings.FirstMessageId != 0 ? settings.FirstMessageId : 1 + core.Random.Next(Limits.MessageIdMax);
        }

        // The next one.
        internal int MessageId => _messageId;

        // Of the next CONNECT, and of the connection that it makes; null for none.
        internal Will Will => _will;

        internal int TakeMessageId()
        {
            int id = _messageId;
            _messageId = id == Limits.MessageIdMax ? 1 : id + 1;
            return id;
        }

        internal void SetWill(Will will) => _will = will;

        internal void SetWillMessage(byte[] message)
        {
            if (_will != null)
            {
                _will = new Will(_will.Topic, message, _will.Qos, _will.Retain);
            }
        }

        // CONNACK has accepted. A return from sleep says nothing of CleanSession. Whether the session of before can still be there.
        internal bool Begin(byte[] gateway, bool clean, bool waking)
        {
            bool kept = !clean && Addresses.AreSame(_gateway, gateway);
            bool resumed = kept && !_forgotten;
            _gateway = gateway;
            _forgotten = false;
            _clean = waking ? _clean : clean;
            if (!resumed)
            {
                Topics.Clear();
                ForgetReceivedIds(kept);
            }

            return resumed;
        }

        // The gateway does not know this client: its topic ids, subscriptions and messages under way are gone too.
        internal void Forget() => _forgotten = true;

        // 6.12: subscriptions and will outlive the connection unless it was made with CleanSession.
        internal void End()
        {
            if (_clean)
            {
                _gateway = null;
            }
        }

        internal void Save(SavedSession saved)
        {
            saved.MessageId = _messageId;
            if (!_forgotten && Addresses.AreSame(_gateway, saved.Gateway))
            {
                saved.Flags |= SavedSession.Made;
            }

            if (_clean && saved.Gateway.Length != 0)
            {
                saved.Flags |= SavedSession.Clean;
            }
        }

        internal void Restore(SavedSession saved)
        {
            _messageId = saved.MessageId;
            if (saved.Gateway.Length != 0)
            {
                _clean = saved.Has(SavedSession.Clean);
                _gateway = saved.Has(SavedSession.Made) ? saved.Gateway : null;
            }
        }

        private void ForgetReceivedIds(bool kept)
        {
            if (!kept)
            {
                ReceivedIds.Clear();
                return;
            }

            // Both can be: that the gateway began anew, and that its DISCONNECT was a late one and the session is still there.
            ReceivedIds.DoubtAll();
        }
    }
}
