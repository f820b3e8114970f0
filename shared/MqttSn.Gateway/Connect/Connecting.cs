namespace SensorNet.MqttSn.Gateway
{
    /// <summary>CONNECT (6.2, 6.3, 6.14) from a new client, a known one, and a known one at another address.</summary>
    internal sealed class Connecting
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly Admission _admission;
        private readonly ConnectDialogue _dialogue;
        private readonly ClientAddresses _addresses;
        private readonly StoredSessions _store;

        internal Connecting(
            GatewayBasics basics,
            ClientDirectory clients,
            Admission admission,
            ConnectDialogue dialogue,
            ClientAddresses addresses,
            StoredSessions store)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _clients = clients;
            _admission = admission;
            _dialogue = dialogue;
            _addresses = addresses;
            _store = store;
        }

        internal void OnConnect(Peer peer, Message message)
        {
            ClientSession client = _clients.FindId(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
            if (!_addresses.MayConnect(peer, client, message))
            {
                // 5.3.10 has no code of its own for it: one that does not change by waiting.
                _admission.Reject(peer, ReturnCode.NotSupported);
                return;
            }

            if (client != null && IsRepeated(client, peer, message))
            {
                Repeat(client, message);
                return;
            }

            // Who is connected already keeps what it has while the broker is away.
            if (!_admission.IsOpen)
            {
                _admission.RejectForNow(peer);
                if (client != null && client.IsConnecting)
                {
                    // The dialogue of an earlier CONNECT must not go on with the answers to a later one.
                    _admission.GiveUp(client);
                }

                return;
            }

            TakeUp(peer, client, message);
        }

        // From a client that may be one; the session that has the client id, or null.
        private void TakeUp(Peer peer, ClientSession client, Message message)
        {
            bool wakes = client != null && IsWakeUp(client, peer, message);
            if (wakes && !message.Will)
            {
                WakeUp(client, message);
                return;
            }

            if (IsCrowded(client, message))
            {
                _counters.Refuse(RefusalReason.ConnectsUnderWay);
                _admission.Reject(peer, ReturnCode.Congestion);
                return;
            }

            if (client == null)
            {
                client = MakeClient(message);
                if (client == null)
                {
                    _counters.Refuse(RefusalReason.ClientsFull);
                    _admission.Reject(peer, ReturnCode.Congestion);
                    return;
                }
            }
            else
            {
                LeaveConnection(client, peer);
            }

            _addresses.Begin(client, peer);
            Begin(client, message, wakes);
        }

        // Whether the CONNECT, which is not answered at once, is one too many of those.
        private bool IsCrowded(ClientSession client, Message message)
        {
            bool waits = message.Will || _settings.IsTransparent;
            return waits && (client == null || !client.IsConnecting) && _clients.UnderWayCount >= _settings.ConnectsUnderWayMax;
        }

        // The same CONNECT from the same place, soon, and nothing else since: CONNACK or the gateway's question is lost, or the network doubled it.
        // Later it is a client that began anew, and may have another will.
        private bool IsRepeated(ClientSession client, Peer peer, Message message)
        {
            bool justAccepted = client.State == ClientStage.Active && client.IsFresh && _clock.NowMs - client.LastReceivedMs < _settings.RetryMs;
            return (client.IsConnecting || justAccepted)
                && client.IsAt(peer)
                && client.Connect.Flags == FlagsOf(message)
                && client.Connect.KeepAliveMs == message.Duration * 1000;
        }

        // 6.14: CONNECT is also how a sleeper returns to the active state. Clients repeat the CONNECT that they began with, and go on with the topic
        // ids and subscriptions that they have, CleanSession or not: what a clean session has gathered ends with it, and it has not ended. Another
        // CONNECT, or one from elsewhere, begins anew.
        private static bool IsWakeUp(ClientSession client, Peer peer, Message message) =>
            client.IsSleeper && client.IsAt(peer) && client.Connect.Flags == FlagsOf(message);

        private static byte FlagsOf(Message message) => (byte)(message.Flags & (MessageFlags.Will | MessageFlags.CleanSession));

        private void WakeUp(ClientSession client, Message message)
        {
            client.Connect.KeepAliveMs = message.Duration * 1000;
            ForgetKnown(client);
            _admission.Accept(client);
        }

        // 6.5: the ids stay, and are REGISTERed again before use.
        private static void ForgetKnown(ClientSession client)
        {
            if (client.Topics != null)
            {
                client.Topics.Forget(ClientTopics.Known);
            }
        }

        private void Repeat(ClientSession client, Message message)
        {
            _counters.Duplicates++;
            client.Connect.Credit(message);
            if (client.State == ClientStage.Active)
            {
                _admission.AcceptAgain(client);
            }
            else if (client.State != ClientStage.Opening)
            {
                _dialogue.Ask(client, ClientStage.WillTopic);
            }
        }

        private ClientSession MakeClient(Message message)
        {
            if (_clients.IsFull)
            {
                ClientSession oldest = _clients.Kept.First;
                if (oldest == null)
                {
                    return null;
                }

                _store.Expire(oldest);
            }

            return _clients.Add(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
        }

        // A client that is connected begins again, from where it was or from elsewhere: its will is not published.
        private void LeaveConnection(ClientSession client, Peer peer)
        {
            if (client.State != ClientStage.Disconnected && !client.IsAt(peer))
            {
                _counters.Takeovers++;
            }

            _store.Take(client);
        }

        private void Begin(ClientSession client, Message message, bool wakes)
        {
            client.Connect.Flags = FlagsOf(message);
            client.Connect.KeepAliveMs = message.Duration * 1000;
            client.Connect.CleanSession = message.CleanSession;
            client.Connect.EndsAtMs = _clock.NowMs + _settings.ConnectTimeoutMs;
            client.Connect.AnswerOctets = 0;
            client.Connect.Credit(message);
            client.NoteDialogue(_clock.NowMs);
            ClientWills.EndDialogue(client);
            if (message.CleanSession && !wakes)
            {
                // 6.3: subscriptions and will data go. A client that begins so says all of itself.
                _store.Clear(client);
                client.Connect.SleepMs = 0;
                client.Recall = null;
            }
            else
            {
                ForgetKnown(client);
            }

            _dialogue.Begin(client, message.Will);
        }
    }
}
