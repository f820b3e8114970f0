using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: the broker connection of each client: opened, lost, opened again, and moved for an update of the will.</summary>
    internal sealed class ClientLinks : IRequestListener
    {
        // A connection of a client that the broker ends sooner was short; from so many in a row on, the client is told to connect again instead of
        // opening the next.
        private const int ShortMs = 10000;
        internal const int ShortConnectionsMax = 4;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly PendingTable _pending;
        private readonly IClientConnections _connections;
        private readonly ClientQueues _queues;
        private readonly ClientDeadlines _deadlines;
        private readonly Recalls _recalls;

        internal ClientLinks(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            ClientDirectory clients,
            PendingTable pending,
            IClientConnections connections,
            ClientQueues queues,
            ClientDeadlines deadlines,
            Recalls recalls)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _clients = clients;
            _pending = pending;
            _connections = connections;
            _queues = queues;
            _deadlines = deadlines;
            _recalls = recalls;
        }

        internal bool Open(ClientSession client)
        {
            client.Connection = _clients.NewConnection(client);
            client.ConnectionUp = false;
            if (_connections.Open(client.Connection, client.Id, client.CleanSession, client.KeepAliveMs / 1000, client.Will))
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
            client.ReopenAtMs = Times.Never;
            if (connection == 0)
            {
                return;
            }

            Leave(client, false);
            _connections.Close(connection, sendDisconnect);
        }

        /// <summary>The client's connection is tried again, or made anew with the will as it is now.</summary>
        internal void Reopen(ClientSession client)
        {
            client.ReopenAtMs = Times.Never;
            if (client.ShortConnections == ShortConnectionsMax && client.State == ClientState.Active)
            {
                // [MQTT-3.1.4-2]: most likely somebody else has the client id, and both end each other's connection in turn.
                _recalls.Tell(client);
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
        public void OnRequestEnded(ClientSession client)
        {
            if (client.WillUpdate == MessageType.None || client.PendingCount > 0 || !client.ConnectionUp || IsSubscribing(client))
            {
                return;
            }

            Close(client, true);
            Reopen(client);
        }

        internal void ReopenLater(ClientSession client)
        {
            client.ReopenAtMs = _clock.NowMs + (_settings.BrokerRetryMs << Math.Max(client.ShortConnections - 1, 0));
            _deadlines.Arm(client);
        }

        // It was up. The broker may have published the will, or may have been restarted.
        internal void NoteEnd(ClientSession client)
        {
            client.RecallDue |= Recalls.Concerns(client);
            if (_clock.NowMs - client.ConnectionSinceMs >= ShortMs)
            {
                client.ShortConnections = 0;
            }
            else
            {
                _counters.ShortConnections++;
                client.ShortConnections = Math.Min(client.ShortConnections + 1, ShortConnectionsMax);
            }

            client.ConnectionSinceMs = _clock.NowMs;
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

        // The number is void, and what was asked on it will not be answered: the client is told to try again, if it is to go on.
        internal void Leave(ClientSession client, bool answers)
        {
            client.Connection = 0;
            client.ConnectionUp = false;
            client.ConnectionGoesOn = false;
            if (!client.CleanSession)
            {
                _queues.DropWhatComesAgain(client);
            }

            while (client.PendingCount > 0)
            {
                int token = _pending.FirstOf(client.Exchanges);
                if (answers)
                {
                    _pending.Lose(token);
                }
                else
                {
                    _pending.Remove(token);
                }
            }

            LoseRequests(client, answers);
        }

        internal void LoseRequests(ClientSession client, bool answers)
        {
            Subscription at = client.FirstSubscription;
            while (at != null)
            {
                Subscription next = at.NextOfClient;
                if (at.Token != 0)
                {
                    at.AwaitedMessageId = answers ? at.AwaitedMessageId : Subscription.NoneAwaited;
                    _pending.Lose(at.Token);
                }

                at = next;
            }
        }
    }
}
