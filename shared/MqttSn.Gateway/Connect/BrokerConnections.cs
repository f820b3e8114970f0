using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The gateway's own broker connection and, transparent, one a client: opened, lost, opened again, and moved for an update of the will.</summary>
    internal sealed class BrokerConnections
    {
        // A connection of a client that the broker ends sooner was short; from so many in a row on, the client is told to connect again instead of
        // opening the next.
        private const int ShortMs = 10000;
        private const int ShortConnectionsMax = 4;

        private readonly GatewayContext _context;
        private bool _hasBeenConnected;

        internal BrokerConnections(GatewayContext context)
        {
            _context = context;
        }

        internal bool Open(ClientSession client)
        {
            client.Connection = _context.Clients.NewConnection(client);
            client.ConnectionUp = false;
            if (_context.ClientConnections.Open(client.Connection, client.Id, client.CleanSession, client.KeepAliveMs / 1000, client.Will))
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
            _context.ClientConnections.Close(connection, sendDisconnect);
        }

        internal void OnConnected(int connection, bool sessionPresent)
        {
            if (connection == MqttSnGateway.OwnConnection)
            {
                OnOwnConnected(sessionPresent);
                return;
            }

            ClientSession client = _context.Clients.FindConnection(connection);
            if (client == null || client.ConnectionUp)
            {
                return;
            }

            client.ConnectionUp = true;
            client.ConnectionSinceMs = _context.NowMs;
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

            if (client.RecallDue)
            {
                _context.Recalls.Plan(client);
            }
        }

        internal void OnLost(int connection, bool keepsExchanges)
        {
            if (connection == MqttSnGateway.OwnConnection)
            {
                if (_context.OwnConnected)
                {
                    _context.OwnGraceEndMs = _context.NowMs + _context.Settings.BrokerGraceMs;
                }

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

            if (client.ConnectionUp)
            {
                NoteEnd(client);
            }

            if (keepsExchanges && client.State != ClientState.Opening && client.ShortConnections < ShortConnectionsMax)
            {
                // What is on its way to the broker goes on with the session, under the same packet ids; what waits for the client stays, too.
                client.ConnectionUp = false;
                client.ConnectionGoesOn = true;
                LoseRequests(client, true);
                return;
            }

            Leave(client, true);
            if (keepsExchanges)
            {
                _context.ClientConnections.Close(connection, false);
            }

            if (client.State == ClientState.Opening && (_context.OwnConnected || !_context.IsOwnUsable))
            {
                _context.Connecting.Refuse(client, ReturnCode.Congestion);
            }
            else
            {
                // The client stays connected, and its session as it is, while the gateway tries again.
                ReopenLater(client);
            }
        }

        /// <summary>The client's connection is tried again, or made anew with the will as it is now.</summary>
        internal void Reopen(ClientSession client)
        {
            client.ReopenAtMs = ClientSession.Never;
            if (client.ShortConnections == ShortConnectionsMax && client.State == ClientState.Active)
            {
                // [MQTT-3.1.4-2]: most likely somebody else has the client id, and both end each other's connection in turn.
                _context.Recalls.Tell(client);
            }
            else if (!Open(client))
            {
                ReopenLater(client);
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

        private void ReopenLater(ClientSession client)
        {
            client.ReopenAtMs = _context.NowMs + (_context.Settings.BrokerRetryMs << Math.Max(client.ShortConnections - 1, 0));
            _context.Sessions.Arm(client);
        }

        private void OnOwnConnected(bool sessionPresent)
        {
            bool forgot = _hasBeenConnected && !sessionPresent;
            _hasBeenConnected = true;
            _context.OwnConnected = true;
            _context.Discovery.OnConnected();
            _context.Subscriptions.OnConnected(MqttSnGateway.OwnConnection, sessionPresent);
            _context.Wills.Pump();
            if (forgot && !_context.IsTransparent)
            {
                _context.Recalls.PlanAll();
            }
        }

        // It was up. The broker may have published the will, or may have been restarted.
        private void NoteEnd(ClientSession client)
        {
            client.RecallDue |= Recalls.Concerns(client);
            if (_context.NowMs - client.ConnectionSinceMs >= ShortMs)
            {
                client.ShortConnections = 0;
            }
            else
            {
                _context.Counters.ShortConnections++;
                client.ShortConnections = Math.Min(client.ShortConnections + 1, ShortConnectionsMax);
            }

            client.ConnectionSinceMs = _context.NowMs;
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

            while (client.PendingCount > 0)
            {
                int token = _context.Pending.FirstOf(client.Exchanges);
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

        // [MQTT-4.4.0-1]: of what is unanswered only PUBLISH goes on with the session.
        private void LoseTokens(int connection, bool requestsOnly)
        {
            for (int i = 0; i < _context.Pending.SlotCount; i++)
            {
                int token = _context.Pending.TokenAt(i);
                if (token != 0 && _context.Pending.Connection(token) == connection && !(requestsOnly && _context.Pending.Subscriber(token) == null))
                {
                    Lose(token);
                }
            }
        }

        private void Lose(int token)
        {
            IBrokerSubscriber subscriber = _context.Pending.Subscriber(token);
            if (subscriber == null)
            {
                OnPublished(token, ReturnCode.Congestion);
                return;
            }

            _context.Pending.Remove(token);
            subscriber.OnRequestLost();
        }

        /// <summary>The broker has a PUBLISH, or it will not.</summary>
        internal void OnPublished(int token, ReturnCode code)
        {
            PendingPublisher publisher = _context.Pending.Publisher(token);
            if (publisher == null)
            {
                // Of a client that has gone.
                _context.Pending.Remove(token);
            }
            else
            {
                publisher.OnPublished(token, code);
            }
        }
    }
}
