using System.Text;
using SensorNet.Device;
using SensorNet.MqttSn.Client;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// What a node has to publish, one thing at a time: status, info and the subscription to commands first, then answers to commands, then
    /// readings, oldest first, then diagnostics.
    /// </summary>
    public sealed class Outbox
    {
        /// <summary>From something that the gateway did not accept to the next attempt, in ms.</summary>
        public const int RetryMs = 5000;

        /// <summary>How often an answer to a command is sent that the gateway does not accept; then it is given up, and readings go on.</summary>
        public const int AnswerAttemptsMax = 3;

        private readonly ConstrainedSettings _settings;
        private readonly ConstrainedTopics _topics;
        private readonly GatewayLink _link;
        private readonly ReadingRing _ring;
        private readonly ReadingTimes _times;
        private readonly NodeHealth _health;
        private readonly IReadingEncoder _encoder;
        private readonly CommandDesk _desk;
        private byte[] _answer;
        private int _answerAttempts;
        private OutboxItem _sending;
        private int _handle;
        private byte[] _sendingPayload;
        private long _sendingSequence;
        private byte[] _status;
        private byte[] _info;
        private byte[] _diagnostics;
        private bool _isSubscriptionDue;
        private bool _isInfoDue;
        private bool _isLeaving;
        private bool _areReadingsGivenUp;
        private bool _isCongested;
        private long _retryAtMs;

        /// <summary>Makes an outbox with nothing in it but the readings, and the answers of a desk.</summary>
        public Outbox(
            ConstrainedSettings settings,
            ConstrainedTopics topics,
            GatewayLink link,
            ReadingRing ring,
            ReadingTimes times,
            CommandDesk desk,
            NodeHealth health)
        {
            _desk = desk;
            _settings = settings;
            _topics = topics;
            _link = link;
            _ring = ring;
            _times = times;
            _health = health;
            _encoder = ReadingEncoders.Create(settings.Payload);
        }

        /// <summary>When something was last handed to the client, in the loop's time in ms.</summary>
        public long LastSentMs { get; private set; }

        /// <summary>Whether the gateway did not accept what was sent last, so that there is a wait before the next attempt.</summary>
        public bool IsHeldUp { get; private set; }

        /// <summary>Whether the gateway has accepted all by which the node announces itself: who sends a command now reaches the node.</summary>
        public bool IsAnnounced => _status == null && !_isInfoDue && !_isSubscriptionDue;

        /// <summary>Whether a reading was accepted since the board booted.</summary>
        public bool HasSentReading { get; private set; }

        /// <summary>Whether everything has been published and accepted.</summary>
        public bool IsEmpty => _sending == OutboxItem.None && Next() == OutboxItem.None;

        // The client knows how long a congested gateway is left alone, and hears when it serves again.
        private long RetryAtMs => _isCongested ? _link.CongestedUntilMs : _retryAtMs;

        private bool CanSend => _settings.Qos < 0 ? _link.IsUp && _link.Client != null : _link.IsActive;

        /// <summary>Announces the node as soon as it can send: online, info, and the subscription to commands.</summary>
        public void Announce(byte[] info)
        {
            _status = _settings.HasWill ? Encoding.UTF8.GetBytes(ConstrainedTopics.OnlineStatus) : null;
            _info = info;
            _isInfoDue = true;
            _isSubscriptionDue = _settings.CommandsQos >= 0;
            EndRetryWait();
        }

        /// <summary>Ends the wait for a gateway that did not accept something: the node has slept since.</summary>
        public void EndWait()
        {
            IsHeldUp = false;
            EndRetryWait();
        }

        /// <summary>Publishes the diagnostics when there is nothing else to publish.</summary>
        public void SetDiagnostics(byte[] payload) => _diagnostics = payload;

        /// <summary>Publishes the readings that wait, then offline, and nothing else any more.</summary>
        public void Leave()
        {
            _isLeaving = true;
            _status = _settings.HasWill ? Encoding.UTF8.GetBytes(ConstrainedTopics.OfflineStatus) : null;
            _isInfoDue = false;
            _isSubscriptionDue = false;
            _diagnostics = null;
            EndRetryWait();
        }

        /// <summary>Leaves without the readings that still wait. Gives how many those are.</summary>
        public int GiveUpReadings()
        {
            int given = _areReadingsGivenUp ? 0 : _ring.Count;
            _areReadingsGivenUp = true;
            EndRetryWait();
            return given;
        }

        /// <summary>Takes the outcome of what was sent, and sends the next thing when the client can take it.</summary>
        public void Step(long nowMs)
        {
            TakeOutcome(nowMs);
            if (_sending == OutboxItem.None && CanSend && nowMs >= RetryAtMs)
            {
                Send(Next(), nowMs);
            }
        }

        /// <summary>When the next step is due, in the loop's time in ms, if nothing else happens before.</summary>
        public long NextStepMs => CanSend && _sending == OutboxItem.None && Next() != OutboxItem.None ? RetryAtMs : long.MaxValue;

        private void EndRetryWait()
        {
            _isCongested = false;
            _retryAtMs = 0;
        }

        private OutboxItem Next()
        {
            if (_isLeaving)
            {
                return _ring.Count > 0 && !_areReadingsGivenUp ? OutboxItem.Reading : _status != null ? OutboxItem.Status : OutboxItem.None;
            }

            return _status != null ? OutboxItem.Status
                : _isInfoDue ? OutboxItem.Info
                : _isSubscriptionDue ? OutboxItem.Subscription
                : _settings.Qos >= 0 && _desk.NextAnswer != null ? OutboxItem.Answer
                : _ring.Count > 0 ? OutboxItem.Reading
                : _diagnostics != null ? OutboxItem.Diagnostics
                : OutboxItem.None;
        }

        private void Send(OutboxItem item, long nowMs)
        {
            switch (item)
            {
                case OutboxItem.Status: _handle = _link.Client.Publish(_topics.Status, _status, 0, _status.Length, 1, true); break;
                case OutboxItem.Info: _handle = _link.Client.Publish(_topics.Info, _info, 0, _info.Length, 1, true); break;
                case OutboxItem.Subscription: _handle = _link.Client.Subscribe(_topics.Commands, _settings.CommandsQos); break;
                case OutboxItem.Answer: SendAnswer(); break;
                case OutboxItem.Reading: SendReading(nowMs); break;
                case OutboxItem.Diagnostics: _handle = _link.Client.Publish(
                    _topics.Diagnostics, _diagnostics, 0, _diagnostics.Length, 0, false); break;
                default: return;
            }

            LastSentMs = nowMs;
            IsHeldUp = false;
            _isCongested = false;
            _sendingPayload = PayloadOf(item);
            if (_handle == 0)
            {
                _retryAtMs = nowMs + RetryMs;
                _health.NoteError("the client's queue is full");
                return;
            }

            _sending = item;
        }

        private byte[] PayloadOf(OutboxItem item) =>
            item == OutboxItem.Status ? _status : item == OutboxItem.Info ? _info : item == OutboxItem.Diagnostics ? _diagnostics : null;

        private void SendAnswer()
        {
            _answerAttempts = _answer == _desk.NextAnswer ? _answerAttempts + 1 : 1;
            _answer = _desk.NextAnswer;
            _handle = _link.Client.Publish(_topics.Responses, _answer, 0, _answer.Length, 1, false);
        }

        private void SendReading(long nowMs)
        {
            Reading reading = _ring.Oldest;
            byte[] payload = _encoder.Write(reading, _times.UtcOf(reading, nowMs));
            _sendingSequence = reading.Sequence;
            _handle = _settings.Qos < 0
                ? _link.Client.PublishWithoutConnection(_topics.Readings, payload, 0, payload.Length, false)
                : _link.Client.Publish(_topics.Readings, payload, 0, payload.Length, _settings.Qos, false);
        }

        private void TakeOutcome(long nowMs)
        {
            if (_sending == OutboxItem.None || _link.Notes.EndedHandle != _handle)
            {
                return;
            }

            Outcome outcome = _link.Notes.EndedOutcome;
            OutboxItem item = _sending;
            _sending = OutboxItem.None;
            bool isOfSession = item == OutboxItem.Status || item == OutboxItem.Info || item == OutboxItem.Subscription;
            if (isOfSession && _link.Notes.EndedSession != _link.Notes.Session)
            {
                // The answer came in a session that has ended since: this one's gateway has not heard it, or has forgotten it (MQTT-SN 1.2, 6.3).
                return;
            }

            if (outcome == Outcome.Accepted || outcome == Outcome.Sent)
            {
                NoteDone(item);
                return;
            }

            _health.NoteError("the gateway did not accept a message (outcome " + ((int)outcome).ToString() + ")");
            if (item == OutboxItem.Subscription && outcome == Outcome.NotSupported)
            {
                // It will not be supported later either, and must not hold the readings up.
                _isSubscriptionDue = false;
                return;
            }

            if (item == OutboxItem.Answer && outcome != Outcome.Abandoned && _answerAttempts >= AnswerAttemptsMax && _answer == _desk.NextAnswer)
            {
                _desk.GiveUpAnswer("the gateway did not accept it " + AnswerAttemptsMax.ToString() + " times");
            }

            // MQTT-SN 1.2, 6.6: a congested gateway is left alone.
            _isCongested = outcome == Outcome.Congestion;
            _retryAtMs = nowMs + RetryMs;
            IsHeldUp = true;
        }

        private void NoteDone(OutboxItem item)
        {
            if (_sendingPayload != PayloadOf(item))
            {
                // There is a newer value to publish.
                return;
            }

            switch (item)
            {
                case OutboxItem.Status: _status = null; break;
                case OutboxItem.Info: _isInfoDue = false; break;
                case OutboxItem.Subscription: _isSubscriptionDue = false; break;
                case OutboxItem.Diagnostics: _diagnostics = null; break;
                case OutboxItem.Answer: RemoveAnswer(); break;
                case OutboxItem.Reading: RemoveSent(); break;
            }
        }

        // A sleep may have dropped it meanwhile.
        private void RemoveAnswer()
        {
            if (_answer == _desk.NextAnswer)
            {
                _desk.RemoveAnswer();
            }
        }

        // The ring may have dropped it meanwhile, to make room.
        private void RemoveSent()
        {
            HasSentReading = true;
            Reading oldest = _ring.Oldest;
            if (oldest != null && oldest.Sequence == _sendingSequence)
            {
                _ring.RemoveOldest();
            }
        }
    }
}
