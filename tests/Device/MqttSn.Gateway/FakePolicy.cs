using System.Collections;
using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>Allows everything but what is on its list, as <c>connect ab</c>, or <c>publish ab w</c>, and so with receive and subscribe.</summary>
    public class FakePolicy : IAccessPolicy
    {
        private readonly ArrayList _denied = new ArrayList();

        /// <summary>How often it was asked.</summary>
        public int Questions { get; private set; }

        public int Version { get; private set; }

        public void Deny(string what)
        {
            _denied.Add(what);
            Version++;
        }

        public void AllowAll()
        {
            _denied.Clear();
            Version++;
        }

        public bool MayConnect(ref NetworkAddress from, byte[] identity, byte[] buffer, int offset, int length) =>
            Answer("connect " + Encoding.UTF8.GetString(buffer, offset, length));

        public bool MayPublish(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length) =>
            Answer("publish " + Name(clientId) + " " + Encoding.UTF8.GetString(buffer, offset, length));

        public bool MayReceive(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length) =>
            Answer("receive " + Name(clientId) + " " + Encoding.UTF8.GetString(buffer, offset, length));

        public bool MaySubscribe(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length) =>
            Answer("subscribe " + Name(clientId) + " " + Encoding.UTF8.GetString(buffer, offset, length));

        private static string Name(byte[] clientId) => clientId == null ? "nobody" : Encoding.UTF8.GetString(clientId, 0, clientId.Length);

        private bool Answer(string question)
        {
            Questions++;
            return !_denied.Contains(question);
        }
    }
}
