using System;
using System.Collections;
using SensorNet.MqttSn.Client;

namespace SensorNet.Protection.Tests
{
    /// <summary>A client's transport that keeps what is sent.</summary>
    public sealed class SentList : IClientTransport
    {
        private readonly ArrayList _sent = new ArrayList();

        public int Count => _sent.Count;

        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            byte[] copy = new byte[length];
            Array.Copy(buffer, offset, copy, 0, length);
            _sent.Add(copy);
        }

        public void Broadcast(int radius, byte[] buffer, int offset, int length) => Send(null, buffer, offset, length);

        /// <summary>Takes the oldest; null when there is none.</summary>
        public byte[] Take()
        {
            if (_sent.Count == 0)
            {
                return null;
            }

            byte[] first = (byte[])_sent[0];
            _sent.RemoveAt(0);
            return first;
        }
    }
}
