namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The life of a client after CONNECT: keep alive (6.11), sleep (6.14), DISCONNECT (6.12), lost (7.2), and the end of its session.</summary>
    internal sealed class Sessions
    {
        private const int MinuteMs = 60000;

        private readonly GatewayContext _context;

        internal Sessions(GatewayContext context)
        {
            _context = context;
        }

        /// <summary>The client is at an address. Who was there without a keep alive would never be missed: it is lost.</summary>
        internal void MoveTo(ClientSession client, Peer peer)
        {
            ClientSession displaced = _context.Clients.Move(client, peer);
            if (displaced == null || displaced == client || !displaced.IsConnected)
            {
                // A CONNECT that is not finished ends by its own timer.
                return;
            }

            _context.Delivery.Suspend(displaced);
            if (SupervisionMs(displaced) == ClientSession.Never)
            {
                Lose(displaced);
            }
        }

        internal void OnPingReq(Peer peer, ClientSession client, Message message)
        {
            if (message.ClientIdLength == 0)
            {
                if (client != null && IsSleeper(client))
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

            ClientSession named = _context.Clients.FindId(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
            if (named != null && IsSleeper(named))
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
                _context.Transmitter.Disconnect(client);
                Depart(client, true);
                return;
            }

            // 6.14: a duration means sleep; a client that sleeps already may change it. To one that was about to hear of a recall this answer is the
            // same DISCONNECT.
            client.EndRecall();
            client.SleepMs = message.Duration * 1000;
            client.State = ClientState.Asleep;
            client.LastHeardMs = _context.NowMs;
            _context.Delivery.Suspend(client);
            _context.Delivery.Queues.TakeOver(client);
            _context.Transmitter.Disconnect(client);
            Arm(client);
        }

        /// <summary>What is due of a client that came up; it is in no timer any more.</summary>
        internal void OnTimer(ClientSession client)
        {
            long now = _context.NowMs;
            if (client.IsConnected && LostAtMs(client) <= now)
            {
                Lose(client);
            }
            else if (client.State == ClientState.Disconnected)
            {
                if (ExpiresAtMs(client) <= now)
                {
                    _context.Counters.SessionsExpired++;
                    Remove(client);
                }
            }
            else if (client.RetryAtMs <= now)
            {
                if (client.IsConnected)
                {
                    _context.Delivery.OnTimer(client);
                }
                else
                {
                    _context.Connecting.OnTimer(client);
                }
            }

            if (client.ReopenAtMs <= now)
            {
                _context.Connections.Reopen(client);
            }

            if (client.RecallAtMs <= now)
            {
                _context.Recalls.OnTimer(client);
            }

            if (client.State != ClientState.Free)
            {
                Arm(client);
            }
        }

        /// <summary>Sees to it that the client comes up at its next deadline.</summary>
        internal void Arm(ClientSession client)
        {
            long next = Times.Earlier(client.RetryAtMs, Times.Earlier(client.ReopenAtMs, client.RecallAtMs));
            if (client.IsConnected)
            {
                next = Times.Earlier(next, LostAtMs(client));
            }
            else if (client.State == ClientState.Disconnected)
            {
                next = ExpiresAtMs(client);
            }

            if (next != ClientSession.Never)
            {
                _context.Timers.Schedule(client, next);
            }
        }

        /// <summary>The connection ends. The session is kept where the client said so, otherwise the slot is free.</summary>
        internal void Depart(ClientSession client, bool planned)
        {
            _context.Connections.Close(client, planned);
            client.RetryAtMs = ClientSession.Never;
            client.ReopenAtMs = ClientSession.Never;
            client.EndRecall();
            client.NewWill = null;
            client.WillUpdate = MessageType.None;
            if (client.CleanSession)
            {
                Remove(client);
                return;
            }

            client.State = ClientState.Disconnected;
            client.Fresh = false;
            client.LastHeardMs = _context.NowMs;
            _context.Clients.LeaveAddress(client);
            _context.Clients.Park(client);
            _context.Delivery.Suspend(client);
            _context.Delivery.Queues.TakeOver(client);
            Arm(client);
        }

        /// <summary>Forgets subscriptions, topics, messages, exchanges and the will; the client itself stays.</summary>
        internal void Clear(ClientSession client)
        {
            _context.Subscriptions.Clear(client);
            if (client.Exchanges != null)
            {
                _context.Pending.Orphan(client.Exchanges);
                client.Exchanges = null;
            }

            _context.Delivery.Queues.Clear(client);
            _context.Delivery.Reset(client);
            client.Will = null;
            client.NewWill = null;
            if (client.Topics != null)
            {
                client.Topics.Release(_context.Topics);
                client.Topics = null;
            }
        }

        /// <summary>Nothing is left of the client; its slot is free.</summary>
        internal void Remove(ClientSession client)
        {
            if (client.State == ClientState.Disconnected)
            {
                _context.Clients.Unpark(client);
            }

            _context.Connections.Close(client, true);
            Clear(client);
            _context.Timers.Remove(client);
            _context.Clients.Remove(client);
        }

        /// <summary>The gateway stops: every client that listens is told.</summary>
        internal void Stop()
        {
            for (int i = 0; i < _context.Clients.SlotCount; i++)
            {
                ClientSession client = _context.Clients.At(i);
                if (client.State == ClientState.Active || client.State == ClientState.Awake)
                {
                    _context.Transmitter.Disconnect(client);
                }

                _context.Connections.Close(client, true);
            }
        }

        private static bool IsSleeper(ClientSession client)
        {
            return client.State == ClientState.Asleep || client.State == ClientState.Awake;
        }

        private void Answer(Peer peer, ClientSession client)
        {
            if (client == null)
            {
                _context.UnknownPeers.OnMessage(peer);
            }
            else
            {
                _context.Transmitter.PingResp(client);
            }
        }

        // 6.14: PINGREQ with the client id; the address may be another one than before.
        private void Wake(Peer peer, ClientSession client)
        {
            if (!(client.HasAddress && peer.IsOf(client)))
            {
                _context.Counters.AddressChanges++;
                MoveTo(client, peer);
            }

            client.LastHeardMs = _context.NowMs;
            bool again = client.State == ClientState.Awake;
            client.State = ClientState.Awake;
            if (!again)
            {
                // What comes in later waits for the next time, so that the awake phase ends.
                client.AwakeRemaining = client.QueueCount;
                _context.Delivery.Resume(client);
            }

            Arm(client);
        }

        // 7.2: a client that exceeds its keep alive or sleep duration is lost. It is told once (5.4.21), so that one that is there need not find out
        // by its own time-out.
        private void Lose(ClientSession client)
        {
            _context.Counters.ClientsLost++;
            _context.UnknownPeers.Tell(client);
            if (!_context.IsTransparent && client.Will != null)
            {
                _context.Wills.Publish(client.Will);
            }
            else if (_context.IsTransparent && client.Will != null && client.Connection != 0)
            {
                _context.Counters.WillsPublished++;
            }

            Depart(client, false);
        }

        private long LostAtMs(ClientSession client)
        {
            long period = SupervisionMs(client);
            if (period == ClientSession.Never)
            {
                return period;
            }

            int percent = period < MinuteMs ? _context.Settings.ShortTolerancePercent : _context.Settings.TolerancePercent;
            return client.LastHeardMs + period + (period * percent / 100);
        }

        private static long SupervisionMs(ClientSession client)
        {
            int period = IsSleeper(client) ? client.SleepMs : client.KeepAliveMs;
            return period == 0 ? ClientSession.Never : period;
        }

        private long ExpiresAtMs(ClientSession client)
        {
            long expiry = _context.Settings.SessionExpiryMs;
            return expiry == 0 ? ClientSession.Never : client.LastHeardMs + expiry;
        }
    }
}
