using System;
using System.Collections;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>Keeps what the gateway sends, as <c>port: octets</c>, or <c>all/radius: octets</c>.</summary>
    public class FakeNetwork : IDatagramSender
    {
        private readonly ArrayList _sent = new ArrayList();

        public void Send(NetworkAddress to, byte[] buffer, int offset, int length) =>
            _sent.Add(to.Port.ToString() + ": " + Hex.Write(buffer, offset, length));

        public void Broadcast(int radius, byte[] buffer, int offset, int length) =>
            _sent.Add("all/" + radius.ToString() + ": " + Hex.Write(buffer, offset, length));

        /// <summary>Takes the oldest datagram; "nothing" when there is none.</summary>
        public string Take()
        {
            if (_sent.Count == 0)
            {
                return "nothing";
            }

            string first = (string)_sent[0];
            _sent.RemoveAt(0);
            return first;
        }
    }
}
