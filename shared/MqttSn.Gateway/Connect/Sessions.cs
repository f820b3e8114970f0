namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The life of a client after CONNECT: keep alive (6.11), sleep (6.14), DISCONNECT (6.12), lost (7.2), and the end of its session.</summary>
    internal sealed class Sessions
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly Transmitter _transmitter;
        private readonly Delivery _delivery;
        private readonly WillPublisher _wills;
        private readonly UnknownPeers _unknownPeers;
        private readonly ClientLinks _links;
        private readonly SessionStore _store;
        private readonly ClientDeadlines _deadlines;

        internal Sessions(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            ClientDirectory clients,
            Transmitter transmitter,
            Delivery delivery,
            WillPublisher wills,
            UnknownPeers unknownPeers,
            ClientLinks links,
            SessionStore store,
            ClientDeadlines deadlines)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _clients = clients;
            _transmitter = transmitter;
            _delivery = delivery;
            _wills = wills;
            _unknownPeers = unknownPeers;
            _links = links;
            _store = store;
            _deadlines = deadlines;
        }

        /// <summary>The client is at an address. Who was there without a keep alive would never be missed: it is lost.</summary>
        internal void MoveTo(ClientSession client, Peer peer)
        {
            ClientSession displaced = _clients.Move(client, peer);
            if (displaced == null || displaced == client || !displaced.IsConnected)
            {
                // A CONNECT that is not finished ends by its own timer.
                return;
            }

            _delivery.Suspend(displaced);
            if (ClientDeadlines.SupervisionMs(displaced) == Times.Never)
            {
                Lose(displaced);
            }
        }

        internal void OnPingReq(Peer peer, ClientSession client, Message message)
        {
            if (message.ClientIdLength == 0)
            {
                if (client != null && client.IsSleeper)
                {
                    // 6.14 has the client id for those whose address may have changed; at its own address there is no doubt who wakes.
                    Wake(peer, client);
                }
                else
                {
                    Answer(peer, client);
                }

                return;
            }

            ClientSession named = _clients.FindId(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
            if (named != null && named.IsSleeper)
            {
                Wake(peer, named);
            }
            else
            {
                // Not a sleeper: the client's own ping where it has one, otherwise it is unknown.
                Answer(peer, named == client ? client : null);
            }
        }

        internal void OnDisconnect(ClientSession client, Message message)
        {
            if (message.Duration == 0 || !client.IsConnected)
            {
                _transmitter.Disconnect(client);
                Depart(client, true);
                return;
            }

            // 6.14: a duration means sleep; a client that sleeps already may change it. To one that was about to hear of a recall this answer is the
            // same DISCONNECT.
            client.EndRecall();
            client.SleepMs = message.Duration * 1000;
            client.State = ClientState.Asleep;
            client.LastHeardMs = _clock.NowMs;
            _delivery.Leave(client);
            _transmitter.Disconnect(client);
            _deadlines.Arm(client);
        }

        /// <summary>The connection ends. The session is kept where the client said so, otherwise the slot is free.</summary>
        internal void Depart(ClientSession client, bool planned)
        {
            _links.Close(client, planned);
            client.RetryAtMs = Times.Never;
            client.ReopenAtMs = Times.Never;
            client.EndRecall();
            client.NewWill = null;
            client.WillUpdate = MessageType.None;
            if (client.CleanSession)
            {
                _store.Remove(client);
                return;
            }

            client.State = ClientState.Disconnected;
            client.Fresh = false;
            client.LastHeardMs = _clock.NowMs;
            _clients.LeaveAddress(client);
            _clients.Park(client);
            _delivery.Leave(client);
            _deadlines.Arm(client);
        }

        /// <summary>The client's session, which is kept, is given up.</summary>
        internal void Expire(ClientSession client)
        {
            _counters.SessionsExpired++;
            _store.Remove(client);
        }

        /// <summary>The gateway stops: every client that listens is told.</summary>
        internal void Stop()
        {
            for (int i = 0; i < _clients.SlotCount; i++)
            {
                ClientSession client = _clients.At(i);
                if (client.State == ClientState.Active || client.State == ClientState.Awake)
                {
                    _transmitter.Disconnect(client);
                }

                _links.Close(client, true);
            }
        }

        private void Answer(Peer peer, ClientSession client)
        {
            if (client == null)
            {
                _unknownPeers.OnMessage(peer);
            }
            else
            {
                _transmitter.PingResp(client);
            }
        }

        // 6.14: PINGREQ with the client id; the address may be another one than before.
        private void Wake(Peer peer, ClientSession client)
        {
            if (!(client.HasAddress && peer.IsOf(client)))
            {
                _counters.AddressChanges++;
                MoveTo(client, peer);
            }

            client.LastHeardMs = _clock.NowMs;
            bool again = client.State == ClientState.Awake;
            client.State = ClientState.Awake;
            if (!again)
            {
                // What comes in later waits for the next time, so that the awake phase ends.
                client.AwakeRemaining = client.QueueCount;
                _delivery.Resume(client);
            }

            _deadlines.Arm(client);
        }

        // 7.2: a client that exceeds its keep alive or sleep duration is lost. It is told once (5.4.21), so that one that is there need not find out
        // by its own time-out.
        internal void Lose(ClientSession client)
        {
            _counters.ClientsLost++;
            _unknownPeers.Tell(client);
            if (!_settings.IsTransparent && client.Will != null)
            {
                _wills.Publish(client.Will);
            }
            else if (_settings.IsTransparent && client.Will != null && client.Connection != 0)
            {
                _counters.WillsPublished++;
            }

            Depart(client, false);
        }
    }
}
