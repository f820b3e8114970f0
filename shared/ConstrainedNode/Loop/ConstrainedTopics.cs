using System.Text;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The topics of one constrained node, in MQTT-SN's form: those of a sensor node.</summary>
    public sealed class ConstrainedTopics
    {
        /// <summary>The will's message, and the status after a planned stop.</summary>
        public const string OfflineStatus = "offline";

        /// <summary>The status while the node can be reached, awake or asleep.</summary>
        public const string OnlineStatus = "online";

        /// <summary>Makes the topics of a node with valid settings.</summary>
        public ConstrainedTopics(ConstrainedSettings settings)
        {
            NodeTopics names = new NodeTopics(settings.Root, settings.DeviceId);
            Status = Topic.FromName(names.Status.Value);
            Info = Topic.FromName(names.Info.Value);
            Diagnostics = Topic.FromName(names.Diagnostics.Value);
            Commands = Topic.FromName(names.Commands.Value);
            Responses = Topic.FromName(names.Responses.Value);
            Readings = settings.TopicId != 0 ? Topic.Predefined(settings.TopicId)
                : settings.ShortTopic != null ? Topic.Short(settings.ShortTopic)
                : Topic.FromName(names.Readings.Value);
            Will = settings.HasWill ? new Will(Status, Encoding.UTF8.GetBytes(OfflineStatus), 1, true) : null;
        }

        /// <summary>Readings as JSON, at the QoS of the settings, not retained.</summary>
        public Topic Readings { get; }

        /// <summary><c>online</c> or <c>offline</c>, QoS 1, retained; also the will's topic.</summary>
        public Topic Status { get; }

        /// <summary>What the node is, as JSON, QoS 1, retained.</summary>
        public Topic Info { get; }

        /// <summary>How the node fares, as JSON, QoS 0, not retained.</summary>
        public Topic Diagnostics { get; }

        /// <summary>What the node is told to do, as JSON; or <c>read</c>, or <c>interval</c> and a number of ms.</summary>
        public Topic Commands { get; }

        /// <summary>The answers to commands, as JSON, QoS 1, not retained.</summary>
        public Topic Responses { get; }

        /// <summary>The will: <see cref="OfflineStatus"/>, QoS 1, retained; or null.</summary>
        public Will Will { get; }
    }
}
