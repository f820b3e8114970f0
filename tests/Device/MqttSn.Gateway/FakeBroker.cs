using System.Collections;
using System.Text;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>Keeps what the gateway asks of the broker, as text, and the token of it.</summary>
    public class FakeBroker : IBroker, IBrokerProperties, IBrokerAcknowledger, IClientConnections
    {
        private readonly ArrayList _calls = new ArrayList();

        /// <summary>The token of the last request that had one.</summary>
        public int Token;

        /// <summary>The last connection that was opened.</summary>
        public int Opened;

        /// <summary>Whether requests are taken.</summary>
        public bool Takes = true;

        /// <summary>Whose the last message was; empty where it was of no client.</summary>
        public string Publisher = string.Empty;

        public void SetPublisher(byte[] clientId) => Publisher = clientId == null ? string.Empty : Text(clientId, 0, clientId.Length);

        public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will)
        {
            Opened = connection;
            string text = "open " + Text(clientId, 0, clientId.Length) + (cleanSession ? " clean" : " kept");
            if (will != null)
            {
                text += " will " + Text(will.Topic.Octets, 0, will.Topic.NameLength) + "=" + Text(will.Message, 0, will.Message.Length)
                    + " q" + will.Qos.ToString() + (will.Retain ? " retain" : string.Empty);
            }

            return Note(text);
        }

        public void Close(int connection, bool sendDisconnect) => _calls.Add(sendDisconnect ? "close" : "break");

        public bool Publish(
            int connection,
            byte[] topic,
            int topicOffset,
            int topicLength,
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            int qos,
            bool retain,
            int token)
        {
            Token = token != 0 ? token : Token;
            return Note(Own(connection) + "publish " + Text(topic, topicOffset, topicLength) + "=" + Text(payload, payloadOffset, payloadLength)
                + " q" + qos.ToString() + (retain ? " retain" : string.Empty));
        }

        public bool Subscribe(int connection, byte[] filter, int qos, int token)
        {
            Token = token;
            return Note(Own(connection) + "subscribe " + Text(filter, 0, filter.Length) + " q" + qos.ToString());
        }

        public bool Subscribe(int connection, byte[] filter, int qos, int identifier, int token)
        {
            Token = token;
            return Note(Own(connection) + "subscribe " + Text(filter, 0, filter.Length) + " q" + qos.ToString() + " id " + identifier.ToString());
        }

        public bool Unsubscribe(int connection, byte[] filter, int token)
        {
            Token = token;
            return Note(Own(connection) + "unsubscribe " + Text(filter, 0, filter.Length));
        }

        public void Acknowledge(int connection, int ackToken) => _calls.Add("ack " + ackToken.ToString());

        /// <summary>Takes the oldest request; "nothing" when there is none.</summary>
        public string Take()
        {
            if (_calls.Count == 0)
            {
                return "nothing";
            }

            string first = (string)_calls[0];
            _calls.RemoveAt(0);
            return first;
        }

        private static string Own(int connection) => connection == MqttSn.Gateway.MqttSnGateway.OwnConnection ? string.Empty : "client ";

        private static string Text(byte[] octets, int offset, int length) =>
            length == 0 ? string.Empty : Encoding.UTF8.GetString(octets, offset, length);

        private bool Note(string call)
        {
            _calls.Add(Takes ? call : "refused " + call);
            return Takes;
        }
    }
}
