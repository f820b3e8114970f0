using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What follows CONNECT until CONNACK (6.2): the questions for the will, and the client's broker connection.</summary>
    internal sealed class ConnectDialogue
    {
        // WILLTOPICREQ and WILLMSGREQ (5.4.6, 5.4.8).
        private const int QuestionOctets = 2;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly Transmitter _transmitter;
        private readonly ClientLinks _links;
        private readonly ClientDeadlines _deadlines;
        private readonly Admission _admission;

        internal ConnectDialogue(
            GatewayBasics basics, OwnLink own, Transmitter transmitter, ClientLinks links, ClientDeadlines deadlines, Admission admission)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _own = own;
            _transmitter = transmitter;
            _links = links;
            _deadlines = deadlines;
            _admission = admission;
        }

        /// <summary>The client's CONNECT is taken up, with or without a will.</summary>
        internal void Begin(ClientSession client, bool withWill)
        {
            if (withWill)
            {
                Ask(client, ClientStage.WillTopic);
            }
            else
            {
                Finish(client);
            }
        }

        internal void OnWillTopic(ClientSession client, Message message)
        {
            if (client.State == ClientStage.Active && client.IsFresh)
            {
                _admission.AcceptAgain(client);
                return;
            }

            if (!IsAskedForWill(client))
            {
                _counters.Unexpected++;
                return;
            }

            client.Connect.Credit(message);
            if (message.TopicLength == 0)
            {
                // 5.4.7: an empty one deletes the will that is stored.
                ClientWills.Delete(client);
                Finish(client);
                return;
            }

            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength))
            {
                _admission.Refuse(client, ReturnCode.NotSupported);
                return;
            }

            Topic topic = Topic.FromOctets(message.Buffer, message.TopicOffset, message.TopicLength);
            ClientWills.Ask(client, topic, message.Qos, message.Retain);
            Ask(client, ClientStage.WillMessage);
        }

        /// <summary>A WILLTOPIC with what is no topic name or no QoS: such a will cannot be.</summary>
        internal void OnBadWillTopic(ClientSession client)
        {
            if (IsAskedForWill(client))
            {
                _admission.Refuse(client, ReturnCode.NotSupported);
            }
        }

        internal void OnWillMessage(ClientSession client, Message message)
        {
            if (client.State == ClientStage.Active && client.IsFresh)
            {
                _admission.AcceptAgain(client);
                return;
            }

            if (client.State != ClientStage.WillMessage)
            {
                _counters.Unexpected++;
                return;
            }

            if (message.DataLength > _settings.WillMessageLengthMax)
            {
                _admission.Refuse(client, ReturnCode.NotSupported);
                return;
            }

            ClientWills.Complete(client, Octets.Copy(message.Buffer, message.DataOffset, message.DataLength));
            Finish(client);
        }

        /// <summary>Tretry has passed, or the broker connection took too long.</summary>
        internal void OnTimer(ClientSession client)
        {
            if (client.State == ClientStage.Opening)
            {
                _admission.Refuse(client, ReturnCode.Congestion);
            }
            else if (_clock.NowMs >= client.Connect.EndsAtMs)
            {
                _counters.Refuse(RefusalReason.ConnectTimeout);
                _counters.ConnectsRejected++;
                _admission.GiveUp(client);
            }
            else if (client.Connect.Retries >= _settings.RetryCountMax)
            {
                _counters.ConnectsRejected++;
                _admission.GiveUp(client);
            }
            else
            {
                client.Connect.Retries++;
                client.Connect.RetryAtMs = EarlierEnd(client, _clock.NowMs + _settings.RetryMs);
                _counters.Retransmissions++;
                SendQuestion(client);
            }
        }

        /// <summary>The gateway asks for a part of the will, and waits for the answer.</summary>
        internal void Ask(ClientSession client, ClientStage state)
        {
            client.Enter(state);
            client.Connect.Retries = 0;
            client.Connect.RetryAtMs = EarlierEnd(client, _clock.NowMs + _settings.RetryMs);
            SendQuestion(client);
            _deadlines.Arm(client);
        }

        private static bool IsAskedForWill(ClientSession client) => client.State == ClientStage.WillTopic || client.State == ClientStage.WillMessage;

        // The dialogue ends in any case, however often the client begins it again.
        private static long EarlierEnd(ClientSession client, long atMs) => Deadline.Earlier(atMs, client.Connect.EndsAtMs);

        // To an address that may be forged goes no more than came from it: a question is not sent again beyond that. The client repeats its CONNECT.
        private void SendQuestion(ClientSession client)
        {
            int octets = QuestionOctets + (client.Peer == null ? 0 : client.Peer.HeadersLength);
            if (client.Connect.AnswerOctets < octets)
            {
                return;
            }

            client.Connect.AnswerOctets -= octets;
            if (client.State == ClientStage.WillTopic)
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
            client.Connect.RetryAtMs = Deadline.Never;
            if (_settings.IsTransparent)
            {
                OpenLink(client);
            }
            else if (_admission.IsOpen)
            {
                _admission.Accept(client);
            }
            else
            {
                // The broker connection was lost while the client was asked for its will.
                _admission.Refuse(client, ReturnCode.Congestion);
            }
        }

        private void OpenLink(ClientSession client)
        {
            client.Enter(ClientStage.Opening);
            if (!_links.Open(client))
            {
                _admission.Refuse(client, ReturnCode.Congestion);
                return;
            }

            // While the broker is away the connection is tried again, and the client is answered before it gives up (6.13).
            int waitMs = _own.IsUp ? _settings.BrokerOpenMs : _settings.RetryMs * _settings.RetryCountMax;
            client.Connect.RetryAtMs = EarlierEnd(client, _clock.NowMs + waitMs);
            _deadlines.Arm(client);
        }
    }
}
