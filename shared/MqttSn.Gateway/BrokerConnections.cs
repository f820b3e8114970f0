namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The gateway's own broker connection and, transparent, one a client: opened, lost, opened again, and moved for an update of the will.</summary>
    internal sealed class BrokerConnections
    {
        private readonly GatewayContext _context;

        internal BrokerConnections(GatewayContext context)
        {
            _context = context;
        }

        internal bool Open(ClientSession client)
        {
            client.Connection = _context.Clients.NewConnection(client);
            client.ConnectionUp = false;
            if (_context.Broker.Open(client.Connection, client.Id, client.CleanSession, client.KeepAliveMs / 1000, client.Will))
            {
                return true;
            }

            client.Connection = 0;
            return false;
        }

        /// <summary>Closes the client's connection, if it has one.</summary>
        internal void Close(ClientSession client, bool sendDisconnect)
        {
            int connection = client.Connection;
            client.ReopenAtMs = ClientSession.Never;
            if (connection == 0)
            {
                return;
            }

            Leave(client, false);
            _context.Broker.Close(connection, sendDisconnect);
        }

        internal void OnConnected(int connection, bool sessionPresent)
        {
            if (connection == MqttSnGateway.OwnConnection)
            {
                _context.OwnConnected = true;
                _context.Discovery.OnConnected();
                _context.Subscriptions.OnConnected(connection, sessionPresent);
                _context.Wills.Pump();
                return;
            }

            ClientSession client = _context.Clients.FindConnection(connection);
            if (client == null || client.ConnectionUp)
            {
                return;
            }

            client.ConnectionUp = true;
            bool wentOn = client.ConnectionGoesOn;
            client.ConnectionGoesOn = false;
            if (client.State == ClientState.Opening)
            {
                _context.Connecting.OnOpened(client);
            }
            else if (!wentOn)
            {
                AnswerWillUpdate(client);
            }

            _context.Subscriptions.OnConnected(connection, sessionPresent);
            if (wentOn)
            {
                // It has the will of before.
                RenewForWill(client);
            }
        }

        internal void OnLost(int connection, bool keepsExchanges)
        {
            if (connection == MqttSnGateway.OwnConnection)
            {
                _context.OwnConnected = false;
                _context.Discovery.OnLost();
                _context.Subscriptions.OnLost(connection);
                LoseTokens(connection, keepsExchanges);

                return;
            }

            ClientSession client = _context.Clients.FindConnection(connection);
            if (client == null)
            {
                return;
            }

            if (keepsExchanges && client.State != ClientState.Opening)
            {
                // What is on its way to the broker goes on with the session, under the same packet ids; what waits for the client stays, too.
                client.ConnectionUp = false;
                client.ConnectionGoesOn = true;
                LoseRequests(client, true);
                return;
            }

            Leave(client, true);
            if (client.State == ClientState.Opening)
            {
                _context.Connecting.Refuse(client, ReturnCode.Congestion);
            }
            else
            {
                // The client stays connected, and its session as it is, while the gateway tries again.
                client.ReopenAtMs = _context.NowMs + _context.Settings.BrokerRetryMs;
                _context.Sessions.Arm(client);
            }
        }

        /// <summary>The client's connection is tried again, or made anew with the will as it is now.</summary>
        internal void Reopen(ClientSession client)
        {
            client.ReopenAtMs = ClientSession.Never;
            if (!Open(client))
            {
                client.ReopenAtMs = _context.NowMs + _context.Settings.BrokerRetryMs;
                _context.Sessions.Arm(client);
            }
        }

        /// <summary>
        /// 6.4, transparent: MQTT has no update of a will, so that the gateway connects again, on the same session, as soon as nothing is on its way. A session that
        /// the client wanted clean is made again: its subscriptions are.
        /// </summary>
        internal void RenewForWill(ClientSession client)
        {
            if (client.WillUpdate == MessageType.None || client.PendingCount > 0 || !client.ConnectionUp || IsSubscribing(client))
            {
                return;
            }

            Close(client, true);
            Reopen(client);
        }

        private static bool IsSubscribing(ClientSession client)
        {
            for (Subscription at = client.FirstSubscription; at != null; at = at.NextOfClient)
            {
                if (at.Token != 0)
                {
                    return true;
                }
            }

            return false;
        }

        private void AnswerWillUpdate(ClientSession client)
        {
            MessageType update = client.WillUpdate;
            client.WillUpdate = MessageType.None;
            if (update == MessageType.WillTopicUpd)
            {
                _context.Transmitter.WillTopicResp(client, ReturnCode.Accepted);
            }
            else if (update == MessageType.WillMsgUpd)
            {
                _context.Transmitter.WillMsgResp(client, ReturnCode.Accepted);
            }
        }

        // The number is void, and what was asked on it will not be answered: the client is told to try again, if it is to go on.
        private void Leave(ClientSession client, bool answers)
        {
            client.Connection = 0;
            client.ConnectionUp = false;
            client.ConnectionGoesOn = false;
            if (!client.CleanSession)
            {
                _context.Delivery.Queues.DropWhatComesAgain(client);
            }

            while (client.PendingFirst != 0)
            {
                int token = _context.Pending.FirstOf(client);
                if (answers)
                {
                    Lose(token);
                }
                else
                {
                    _context.Pending.Remove(token);
                }
            }

            LoseRequests(client, answers);
        }

        private void LoseRequests(ClientSession client, bool answers)
        {
            Subscription at = client.FirstSubscription;
            while (at != null)
            {
                Subscription next = at.NextOfClient;
                if (at.Token != 0)
                {
                    at.AwaitedMessageId = answers ? at.AwaitedMessageId : Subscription.NoneAwaited;
                    Lose(at.Token);
                }

                at = next;
            }
        }

        // [MQTT-4.4.0-1]: of what is unanswered only PUBLISH goes on with the session. An owner of null is a PUBLISH of a client that has gone.
        private void LoseTokens(int connection, bool requestsOnly)
        {
            for (int i = 0; i < _context.Pending.SlotCount; i++)
            {
                int token = _context.Pending.TokenAt(i);
                if (token != 0 && _context.Pending.Connection(token) == connection && !(requestsOnly && IsPublish(_context.Pending.Owner(token))))
                {
                    Lose(token);
                }
            }
        }

        private static bool IsPublish(object owner)
        {
            return !(owner is BrokerFilter || owner is Subscription);
        }

        private void Lose(int token)
        {
            object owner = _context.Pending.Owner(token);
            if (owner is ClientSession || owner is WillJob)
            {
                OnPublished(token, ReturnCode.Congestion);
                return;
            }

            _context.Pending.Remove(token);
            if (owner != null)
            {
                _context.Subscriptions.OnRequestLost(owner);
            }
        }

        /// <summary>The broker has a PUBLISH, or it will not.</summary>
        internal void OnPublished(int token, ReturnCode code)
        {
            PendingTable pending = _context.Pending;
            object owner = pending.Owner(token);
            ClientSession client = owner as ClientSession;
            int topicId = pending.TopicId(token);
            int messageId = pending.MessageId(token);
            bool exactlyOnce = pending.ExactlyOnce(token);
            int contentHash = pending.ContentHash(token);
            pending.Remove(token);
            if (client != null)
            {
                _context.Publishing.OnPublished(client, topicId, messageId, exactlyOnce, contentHash, code);
                RenewForWill(client);
            }
            else if (owner is WillJob)
            {
                _context.Wills.OnPublished((WillJob)owner, code == ReturnCode.Accepted);
            }
        }
    }
}
