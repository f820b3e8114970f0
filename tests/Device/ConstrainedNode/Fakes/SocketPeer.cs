using System;
using System.Collections;
using SensorNet.Device;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A socket whose other end is a test.</summary>
    public sealed class SocketPeer : IDatagramSocket
    {
        private readonly Queue _arrived = new Queue();

        /// <summary>The last datagram that was sent.</summary>
        public byte[] Sent { get; private set; }

        /// <inheritdoc/>
        public bool IsOpen => true;

        /// <inheritdoc/>
        public string Problem => null;

        /// <inheritdoc/>
        public long Dropped => 0;

        /// <summary>A datagram arrives.</summary>
        public void Arrive(byte[] buffer, int length)
        {
            byte[] copy = new byte[length];
            Array.Copy(buffer, 0, copy, 0, length);
            _arrived.Enqueue(copy);
        }

        /// <inheritdoc/>
        public bool Open() => true;

        /// <inheritdoc/>
        public void Close()
        {
        }

        /// <inheritdoc/>
        public byte[] Resolve(string host, int port) => null;

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            Sent = new byte[length];
            Array.Copy(buffer, offset, Sent, 0, length);
        }

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length) => Send(null, buffer, offset, length);

        /// <inheritdoc/>
        public bool TryReceive(Datagram into)
        {
            if (_arrived.Count == 0)
            {
                return false;
            }

            byte[] datagram = (byte[])_arrived.Dequeue();
            Array.Copy(datagram, 0, into.Buffer, 0, datagram.Length);
            into.Length = datagram.Length;
            return true;
        }
    }
}
