using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: the broker connection of each client: opened, lost, opened again, and moved for an update of the will.</summary>
    internal sealed class ClientLinks : IRequestListener
    {
        // A connection of a client that the broker ends sooner was short; from so many in a row on, the client is told to connect again instead of
        // opening the next.
        private const int ShortMs = 10000;
        private const int ShortConnectionsMax = 4;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientConnector _connector;
        private readonly ClientDeadlines _deadlines;
        private readonly Recalls _recalls;
        private readonly LinkRequests _requests;

        internal ClientLinks(GatewayBasics basics, ClientConnector connector, ClientDeadlines deadlines, Recalls recalls, LinkRequests requests)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _connector = connector;
            _deadlines = deadlines;
            _recalls = recalls;
            _requests = requests;
        }

        internal bool Open(ClientSession client)
        {
            if (client.Link == null)
            {
                client.Link = new ClientLink();
            }

            ClientLink link = client.Link;
            link.Number = _connector.NewNumber(client);
            link.IsUp = false;
            if (_connector.Open(client, link.Number))
            {
                return true;
            }

            link.Number = 0;
            return false;
        }

        /// <summary>
        /// The client was connected when the gateway ended. Its broker connection is opened again; what was on its way to the broker goes on with the
        /// session. The broker has seen the connection break, and may have published the will.
        /// </summary>
        internal void Restore(ClientSession client)
        {
            Recalls.Want(client);
            if (Open(client))
            {
                client.Link.GoesOn = !client.Connect.CleanSession;
            }
            else
            {
                ReopenLater(client);
            }
        }

        /// <summary>Closes the client's connection, if it has one.</summary>
        internal void Close(ClientSession client, bool sendDisconnect)
        {
            if (client.Link == null)
            {
                return;
            }

            int connection = client.Link.Number;
            client.Link.ReopenAtMs = Deadline.Never;
            if (connection != 0)
            {
                Leave(client, false);
                _connector.Close(connection, sendDisconnect);
            }
        }

        /// <summary>The client's connection is up. Returns whether it is the one of before, which the link has opened again.</summary>
        internal bool NoteUp(ClientSession client)
        {
            ClientLink link = client.Link;
            bool wentOn = link.GoesOn;
            link.IsUp = true;
            link.SinceMs = _clock.NowMs;
            link.GoesOn = false;
            return wentOn;
        }

        /// <summary>The client's connection is down, or could not be opened. Returns whether the link opens it again by itself.</summary>
        internal bool NoteLost(ClientSession client, bool keepsExchanges)
        {
            ClientLink link = client.Link;
            if (link.IsUp)
            {
                NoteEnd(client, link);
            }

            if (keepsExchanges && client.State != ClientStage.Opening && link.ShortCount < ShortConnectionsMax)
            {
                // What is on its way to the broker goes on with the session, under the same packet ids; what waits for the client stays, too.
                link.IsUp = false;
                link.GoesOn = true;
                _requests.LoseSubscriptions(client);
                return true;
            }

            int connection = link.Number;
            Leave(client, true);
            if (keepsExchanges)
            {
                _connector.Close(connection, false);
            }

            return false;
        }

        /// <summary>The client's connection is up: where it is to connect again, that is told.</summary>
        internal void PlanRecall(ClientSession client)
        {
            if (client.Recall != null)
            {
                _recalls.Plan(client);
            }
        }

        /// <summary>The client's connection is tried again, or made anew with the will as it is now.</summary>
        internal void Reopen(ClientSession client)
        {
            client.Link.ReopenAtMs = Deadline.Never;
            if (client.Link.ShortCount == ShortConnectionsMax && client.State == ClientStage.Active)
            {
                // [MQTT-3.1.4-2]: most likely another client has the same client id, and each ends the other's connection.
                _recalls.Tell(client);
            }
            else if (!Open(client))
            {
                ReopenLater(client);
            }
        }

        /// <summary>
        /// 6.4, transparent: MQTT has no update of a will, so that the gateway connects again, on the same session, as soon as nothing is on its way.
        /// A session that the client wanted clean is made again: its subscriptions are.
        /// </summary>
        public void OnRequestEnded(ClientSession client)
        {
            if (!ClientWills.IsUpdating(client) || client.PendingCount > 0)
            {
                return;
            }

            bool asks = client.Subscriptions != null && client.Subscriptions.IsAsking;
            if (client.IsLinkUp && !asks)
            {
                Close(client, true);
                Reopen(client);
            }
        }

        internal void ReopenLater(ClientSession client)
        {
            ClientLink link = client.Link;
            link.ReopenAtMs = _clock.NowMs + (_settings.BrokerRetryMs << Math.Max(link.ShortCount - 1, 0));
            _deadlines.Arm(client);
        }

        // It was up. The broker may have published the will, or may have been restarted.
        private void NoteEnd(ClientSession client, ClientLink link)
        {
            Recalls.Want(client);
            if (_clock.NowMs - link.SinceMs >= ShortMs)
            {
                link.ShortCount = 0;
            }
            else
            {
                _counters.ShortConnections++;
                link.ShortCount = Math.Min(link.ShortCount + 1, ShortConnectionsMax);
            }

            link.SinceMs = _clock.NowMs;
        }

        private void Leave(ClientSession client, bool answers)
        {
            ClientLink link = client.Link;
            link.Number = 0;
            link.IsUp = false;
            link.GoesOn = false;
            _requests.LoseAll(client, answers);
        }
    }
}
