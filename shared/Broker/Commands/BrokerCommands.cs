using SensorNet.Device;
using SensorNet.Links;

namespace SensorNet.Broker
{
    /// <summary>The commands of a loop with a broker session: channel and desk together.</summary>
    public sealed class BrokerCommands
    {
        private readonly BrokerSession _session;
        private readonly CommandDesk _desk;
        private readonly CommandChannel _channel;

        /// <summary>Makes them.</summary>
        public BrokerCommands(
            CommandParts parts, ICommandActions actions, BrokerSession session, NodeTopics topics, IClock clock, ILog log, NodeHealth health)
        {
            _session = session;
            _desk = new CommandDesk(parts, actions, log, health, CommandChannel.AnswerBytesMax);
            _channel = new CommandChannel(session, _desk, topics, clock, log, health);
        }

        /// <summary>Whether the broker has answered the subscription of this connection: whoever waits for "online" may then send commands.</summary>
        public bool IsSettled => _channel.IsSettled;

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing wakes the loop before.</summary>
        public long NextStepMs => Deadline.Earlier(_channel.NextStepMs, _desk.NextStepMs);

        /// <summary>Does what is due.</summary>
        /// <returns>Why the board is to be restarted now, or null.</returns>
        public string Step(long nowMs)
        {
            _channel.Step(nowMs);
            _desk.Step(nowMs);
            return _desk.IsRestartDue(nowMs) ? _desk.RestartReason : null;
        }
    }
}
