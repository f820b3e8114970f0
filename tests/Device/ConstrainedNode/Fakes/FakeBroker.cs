using System.Collections;
using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A broker that keeps what is published and says yes to everything, when it is asked for its answers.</summary>
    public sealed class FakeBroker : IBroker
    {
        private readonly Queue _published = new Queue();
        private readonly Queue _refused = new Queue();
        private readonly Queue _subscribed = new Queue();
        private readonly Queue _unsubscribed = new Queue();

        /// <summary>The messages (<see cref="SnMessage"/>), oldest first.</summary>
        public ArrayList Messages { get; } = new ArrayList();

        /// <summary>Whether it acknowledges.</summary>
        public bool IsAnswering = true;

        /// <summary>The last level of topics that it takes nothing to, or null.</summary>
        public string RefusedLevel;

        /// <summary>Gives the gateway the answers it waits for. Returns whether there were any.</summary>
        public bool Answer(MqttSnGateway gateway, long nowMs)
        {
            bool isBusy = IsAnswering && _published.Count + _refused.Count + _subscribed.Count + _unsubscribed.Count > 0;
            while (IsAnswering && _published.Count > 0)
            {
                gateway.OnBrokerPublished(nowMs, (int)_published.Dequeue(), true);
            }

            while (IsAnswering && _refused.Count > 0)
            {
                gateway.OnBrokerPublished(nowMs, (int)_refused.Dequeue(), false);
            }

            while (IsAnswering && _subscribed.Count > 0)
            {
                gateway.OnBrokerSubscribed(nowMs, (int)_subscribed.Dequeue(), 2);
            }

            while (IsAnswering && _unsubscribed.Count > 0)
            {
                gateway.OnBrokerUnsubscribed(nowMs, (int)_unsubscribed.Dequeue());
            }

            return isBusy;
        }

        /// <inheritdoc/>
        public bool Publish(
            int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos,
            bool retain, int token)
        {
            string name = Encoding.UTF8.GetString(topic, topicOffset, topicLength);
            if (RefusedLevel != null && name.IndexOf("/" + RefusedLevel) > 0)
            {
                _refused.Enqueue(token);
                return true;
            }

            byte[] copy = new byte[payloadLength];
            System.Array.Copy(payload, payloadOffset, copy, 0, payloadLength);
            Messages.Add(new SnMessage { Topic = name, Payload = copy, Qos = qos, Retain = retain });
            if (token != 0)
            {
                _published.Enqueue(token);
            }

            return true;
        }

        /// <inheritdoc/>
        public bool Subscribe(int connection, byte[] filter, int qos, int token)
        {
            _subscribed.Enqueue(token);
            return true;
        }

        /// <inheritdoc/>
        public bool Unsubscribe(int connection, byte[] filter, int token)
        {
            _unsubscribed.Enqueue(token);
            return true;
        }
    }
}
