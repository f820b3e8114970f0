using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    /// <summary>A broker session and what it needs.</summary>
    public sealed class SessionRig : Rig
    {
        private BrokerSession _session;

        /// <summary>Makes a rig with the default settings.</summary>
        public SessionRig()
            : base(new BrokerSessionSettings())
        {
        }

        /// <summary>What the diagnostics tell.</summary>
        public NodeHealth Health { get; } = new NodeHealth();

        /// <summary>The session.</summary>
        public BrokerSession Session
        {
            get
            {
                if (_session == null)
                {
                    NodeTopics topics = new NodeTopics(Settings.Root, Settings.DeviceId);
                    _session = new BrokerSession(Settings, topics, Network, Broker, Worker, Clock, Log, Health, Random);
                }

                return _session;
            }
        }

        /// <summary>Whether the session is online.</summary>
        public bool IsOnline => Session.State == SessionState.Online;

        /// <summary>Makes a rig whose session is online, with <c>online</c> acknowledged.</summary>
        public static SessionRig Online()
        {
            SessionRig rig = new SessionRig();
            rig.Settle();
            return rig;
        }

        /// <summary>Hands over a reading.</summary>
        public bool Publish(string payload) => Session.TryPublishReading(Texts.Utf8(payload));

        /// <inheritdoc/>
        public override long Step()
        {
            Session.Step(Clock.UptimeMs);
            return Session.NextStepMs(Clock.UptimeMs);
        }
    }
}
