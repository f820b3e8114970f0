using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// Carries commands from the broker to the desk, and its answers back. The session is a clean one: the node subscribes anew after each connect
    /// and says "online" only then; a command that is sent while the node is away is lost, and does not reach it hours later.
    /// </summary>
    public sealed class CommandChannel
    {
        /// <summary>The longest command in bytes. A longer one is refused.</summary>
        public const int CommandBytesMax = 7168;

        /// <summary>The longest answer in bytes.</summary>
        public const int AnswerBytesMax = 4096;

        /// <summary>How many commands wait for the loop. At the limit one is dropped and counted: its sender gets no answer.</summary>
        public const int WaitingMax = 4;

        /// <summary>A subscription without an answer is tried again after this long, in ms.</summary>
        public const int SubscribeRetryMs = 30000;

        private const int NoMessage = -1;
        private readonly BrokerSession _session;
        private readonly CommandDesk _desk;
        private readonly NodeTopics _topics;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private IMqttClient _client;
        private CommandNotes _notes;
        private byte[] _sending;
        private int _messageId = NoMessage;
        private long _retryAtMs;

        /// <summary>Makes a channel; nothing happens before its first step.</summary>
        public CommandChannel(BrokerSession session, CommandDesk desk, NodeTopics topics, IClock clock, ILog log, NodeHealth health)
        {
            _session = session;
            _desk = desk;
            _topics = topics;
            _clock = clock;
            _log = log;
            _health = health;
        }

        /// <summary>Whether the broker has answered the subscription of this connection, with yes or with no.</summary>
        public bool IsSettled { get; private set; }

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing wakes the loop before.</summary>
        public long NextStepMs => _client != null && !IsSettled ? _retryAtMs : long.MaxValue;

        /// <summary>Does what is due.</summary>
        public void Step(long nowMs)
        {
            IMqttClient client = _session.State == SessionState.Online ? _session.Client : null;
            if (client != _client)
            {
                Follow(client, nowMs);
            }

            SendAnswers(nowMs);
            if (_client == null)
            {
                return;
            }

            if (!IsSettled)
            {
                Subscribe(nowMs);
            }

            TakeCommands(nowMs);
            SendAnswers(nowMs);
        }

        private void Follow(IMqttClient client, long nowMs)
        {
            if (_notes != null)
            {
                _notes.Close();
            }

            _client = client;
            _notes = client == null ? null : new CommandNotes(client, _topics.Commands.Value, _clock);
            _messageId = NoMessage;
            _retryAtMs = nowMs;
            IsSettled = false;
        }

        private void Subscribe(long nowMs)
        {
            bool isGranted;
            if (_messageId != NoMessage && _notes.IsAnswered(_messageId, out isGranted))
            {
                IsSettled = true;
                if (!isGranted)
                {
                    _health.NoteError("the broker refuses the subscription to " + _topics.Commands.Value);
                    _log.Write("no commands: the broker refuses the subscription to " + _topics.Commands.Value);
                }

                _desk.NoteOnline();
                return;
            }

            if (nowMs < _retryAtMs)
            {
                return;
            }

            _retryAtMs = nowMs + SubscribeRetryMs;
            try
            {
                _messageId = _client.Subscribe(new string[] { _topics.Commands.Value }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
            }
            catch (Exception e)
            {
                _health.NoteConnectionProblem("subscribing to " + _topics.Commands.Value + " failed: " + ExceptionText.Describe(e));
            }
        }

        private void TakeCommands(long nowMs)
        {
            int dropped = _notes.TakeDropped();
            if (dropped > 0)
            {
                _health.CommandsRefused += dropped;
                _log.Write(dropped.ToString() + " commands dropped: more than " + WaitingMax.ToString() + " at once");
            }

            while (_desk.IsReady)
            {
                CommandMessage message = _notes.Take();
                if (message == null)
                {
                    return;
                }

                if (message.IsTooLong)
                {
                    _desk.TakeTooLong(message.Payload, message.Length, CommandBytesMax, nowMs);
                }
                else
                {
                    _desk.Take(message.Payload, message.IsRetained, nowMs);
                }
            }
        }

        private void SendAnswers(long nowMs)
        {
            if (_sending != null && !_session.IsResponding)
            {
                _sending = null;
                _desk.RemoveAnswer();
            }

            if (_sending == null && _desk.NextAnswer != null)
            {
                _sending = _desk.NextAnswer;
                _session.Respond(_sending, nowMs);
            }
        }
    }
}
