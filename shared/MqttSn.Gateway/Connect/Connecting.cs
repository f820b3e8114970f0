namespace SensorNet.MqttSn.Gateway
{
    /// <summary>CONNECT, with and without will (6.2, 6.3), from a new client, a known one, and a known one at another address.</summary>
    internal sealed class Connecting
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly ClientDirectory _clients;
        private readonly Transmitter _transmitter;
        private readonly RefusedPeers _refused;
        private readonly Delivery _delivery;
        private readonly Sessions _sessions;
        private readonly SessionStore _store;
        private readonly ClientLinks _links;
        private readonly ClientDeadlines _deadlines;

        internal Connecting(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            OwnLink own,
            ClientDirectory clients,
            Transmitter transmitter,
            RefusedPeers refused,
            Delivery delivery,
            Sessions sessions,
            SessionStore store,
            ClientLinks links,
            ClientDeadlines deadlines)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _own = own;
            _clients = clients;
            _transmitter = transmitter;
            _refused = refused;
            _delivery = delivery;
            _sessions = sessions;
            _store = store;
            _links = links;
            _deadlines = deadlines;
        }

        internal void OnConnect(Peer peer, Message message)
        {
            ClientSession client = _clients.FindId(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
            if (client != null && IsRepeated(client, peer, message))
            {
                Repeat(client);
                return;
            }

            // Who is connected already keeps what it has while the broker is away.
            if (!_settings.IsTransparent && !_own.IsUsable)
            {
                Reject(peer, ReturnCode.Congestion);
                _refused.Note(peer.Address, Octets.Copy(peer.Headers, 0, peer.HeadersLength), peer.Hash);
                if (client != null && client.IsConnecting)
                {
                    // What an earlier CONNECT has begun must not be mixed with what a later one brings.
                    _sessions.Depart(client, true);
                }

                return;
            }

            bool wakes = client != null && IsWakeUp(client, peer, message);
            if (wakes && !message.Will)
            {
                WakeUp(client, message);
                return;
            }

            if (client == null)
            {
                client = MakeClient(message);
                if (client == null)
                {
                    Reject(peer, ReturnCode.Congestion);
                    return;
                }
            }
            else
            {
                LeaveConnection(client, peer);
            }

            _sessions.MoveTo(client, peer);
            Begin(client, message, wakes);
        }

        /// <summary>A CONNECT that is not one, but has its fixed part: the sender is told (6.2).</summary>
        internal void Reject(Peer peer, ReturnCode code)
        {
            _counters.ConnectsRejected++;
            _transmitter.ConnAck(peer, code);
        }

        internal void OnWillTopic(ClientSession client, Message message)
        {
            if (client.State == ClientState.Active && client.Fresh)
            {
                _transmitter.ConnAck(client, ReturnCode.Accepted);
                return;
            }

            if (client.State != ClientState.WillTopic && client.State != ClientState.WillMessage)
            {
                _counters.Unexpected++;
                return;
            }

            if (message.TopicLength == 0)
            {
                // 5.4.7: an empty one deletes the will that is stored.
                client.NewWill = null;
                client.Will = null;
                Finish(client);
                return;
            }

            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength))
            {
                Refuse(client, ReturnCode.NotSupported);
                return;
            }

            byte[] topic = Octets.Copy(message.Buffer, message.TopicOffset, message.TopicLength);
            client.NewWill = new Will(topic, Octets.None, message.Qos, message.Retain);
            Prompt(client, ClientState.WillMessage);
        }

        /// <summary>A WILLTOPIC with what is no topic name or no QoS: such a will cannot be.</summary>
        internal void OnBadWillTopic(ClientSession client)
        {
            if (client.State == ClientState.WillTopic || client.State == ClientState.WillMessage)
            {
                Refuse(client, ReturnCode.NotSupported);
            }
        }

        internal void OnWillMessage(ClientSession client, Message message)
        {
            if (client.State == ClientState.Active && client.Fresh)
            {
                _transmitter.ConnAck(client, ReturnCode.Accepted);
                return;
            }

            if (client.State != ClientState.WillMessage)
            {
                _counters.Unexpected++;
                return;
            }

            if (message.DataLength > _settings.WillMessageLengthMax)
            {
                Refuse(client, ReturnCode.NotSupported);
                return;
            }

            Will asked = client.NewWill;
            byte[] data = Octets.Copy(message.Buffer, message.DataOffset, message.DataLength);
            client.NewWill = null;
            client.Will = new Will(asked.Topic, data, asked.Qos, asked.Retain);
            Finish(client);
        }

        /// <summary>Tretry has passed, or the broker connection took too long.</summary>
        internal void OnTimer(ClientSession client)
        {
            if (client.State == ClientState.Opening)
            {
                Refuse(client, ReturnCode.Congestion);
            }
            else if (client.Retries >= _settings.RetryCountMax)
            {
                _counters.ConnectsRejected++;
                _sessions.Depart(client, true);
            }
            else
            {
                client.Retries++;
                client.RetryAtMs = _clock.NowMs + _settings.RetryMs;
                _counters.Retransmissions++;
                SendPrompt(client);
            }
        }

        /// <summary>Transparent: the broker has accepted.</summary>
        internal void OnOpened(ClientSession client)
        {
            Accept(client);
        }

        /// <summary>CONNACK with a rejection; what is not kept is forgotten.</summary>
        internal void Refuse(ClientSession client, ReturnCode code)
        {
            _counters.ConnectsRejected++;
            _transmitter.ConnAck(client, code);
            _refused.Note(client.Address, client.Forwarder, client.PeerHash);
            _sessions.Depart(client, true);
        }

        // The same CONNECT from the same place, soon, and nothing else since: CONNACK or the gateway's question is lost, or the network doubled it.
        // Later it is a client that began anew, and may have another will.
        private bool IsRepeated(ClientSession client, Peer peer, Message message)
        {
            bool justAccepted = client.State == ClientState.Active && client.Fresh && _clock.NowMs - client.LastHeardMs < _settings.RetryMs;
            return (client.IsConnecting || justAccepted)
                && client.HasAddress && peer.IsOf(client)
                && client.ConnectFlags == FlagsOf(message)
                && client.KeepAliveMs == message.Duration * 1000;
        }

        // 6.14: CONNECT is also how a sleeper returns to the active state. Clients repeat the CONNECT that they began with, and go on with the topic ids and
        // subscriptions that they have, CleanSession or not: what a clean session has gathered ends with it, and it has not ended. Another CONNECT, or one from elsewhere, begins anew.
        private static bool IsWakeUp(ClientSession client, Peer peer, Message message)
        {
            return client.IsSleeper
                && client.HasAddress && peer.IsOf(client)
                && client.ConnectFlags == FlagsOf(message);
        }

        private void WakeUp(ClientSession client, Message message)
        {
            client.KeepAliveMs = message.Duration * 1000;
            ForgetKnown(client);
            Accept(client);
        }

        // 6.5: the ids stay, and are REGISTERed again before use.
        private static void ForgetKnown(ClientSession client)
        {
            if (client.Topics != null)
            {
                client.Topics.ForgetKnown();
            }
        }

        private static int FlagsOf(Message message)
        {
            return message.Flags & (MessageFlags.Will | MessageFlags.CleanSession);
        }

        private void Repeat(ClientSession client)
        {
            _counters.Duplicates++;
            if (client.State == ClientState.Active)
            {
                _transmitter.ConnAck(client, ReturnCode.Accepted);
            }
            else if (client.State != ClientState.Opening)
            {
                Prompt(client, ClientState.WillTopic);
            }
        }

        private ClientSession MakeClient(Message message)
        {
            if (_clients.IsFull)
            {
                ClientSession oldest = _clients.FirstParked;
                if (oldest == null)
                {
                    return null;
                }

                _sessions.Expire(oldest);
            }

            return _clients.Add(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
        }

        // A client that is connected begins again, from where it was or from elsewhere: its will is not published.
        private void LeaveConnection(ClientSession client, Peer peer)
        {
            if (client.State == ClientState.Disconnected)
            {
                _clients.Unpark(client);
            }
            else if (!(client.HasAddress && peer.IsOf(client)))
            {
                _counters.Takeovers++;
            }

            _links.Close(client, true);
            _delivery.Suspend(client);
        }

        private void Begin(ClientSession client, Message message, bool wakes)
        {
            client.ConnectFlags = FlagsOf(message);
            client.KeepAliveMs = message.Duration * 1000;
            client.CleanSession = message.CleanSession;
            client.LastHeardMs = _clock.NowMs;
            client.NewWill = null;
            client.WillUpdate = MessageType.None;
            client.EndRecall();
            if (message.CleanSession && !wakes)
            {
                // 6.3: subscriptions and will data go.
                _store.Clear(client);
                client.SleepMs = 0;
            }
            else
            {
                ForgetKnown(client);
            }

            if (message.Will)
            {
                Prompt(client, ClientState.WillTopic);
            }
            else
            {
                Finish(client);
            }
        }

        private void Prompt(ClientSession client, ClientState state)
        {
            client.State = state;
            client.Retries = 0;
            client.RetryAtMs = _clock.NowMs + _settings.RetryMs;
            SendPrompt(client);
            _deadlines.Arm(client);
        }

        private void SendPrompt(ClientSession client)
        {
            if (client.State == ClientState.WillTopic)
            {
                _transmitter.WillTopicReq(client);
            }
            else
            {
                _transmitter.WillMsgReq(client);
            }
        }

        private void Finish(ClientSession client)
        {
            client.RetryAtMs = Times.Never;
            if (!_settings.IsTransparent)
            {
                if (_own.IsUsable)
                {
                    Accept(client);
                }
                else
                {
                    // The broker has gone while the client was asked for its will.
                    Refuse(client, ReturnCode.Congestion);
                }

                return;
            }

            client.State = ClientState.Opening;
            if (!_links.Open(client))
            {
                Refuse(client, ReturnCode.Congestion);
                return;
            }

            // While the broker is away the connection is tried again, and the client is answered before it gives up (6.13).
            GatewaySettings settings = _settings;
            client.RetryAtMs = _clock.NowMs + (_own.IsUp ? settings.BrokerOpenMs : settings.RetryMs * settings.RetryCountMax);
            _deadlines.Arm(client);
        }

        private void Accept(ClientSession client)
        {
            _counters.Connects++;
            client.State = ClientState.Active;
            client.Fresh = true;
            client.LastHeardMs = _clock.NowMs;
            _transmitter.ConnAck(client, ReturnCode.Accepted);
            _delivery.Resume(client);
            _deadlines.Arm(client);
        }
    }
}
