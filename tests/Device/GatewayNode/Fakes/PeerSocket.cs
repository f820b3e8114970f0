using System;
using System.Collections;
using SensorNet.Device;
using SensorNet.MqttSn;

namespace SensorNet.GatewayNode.Tests
{
    /// <summary>The gateway's socket, with the test as its only peer.</summary>
    public sealed class PeerSocket : IDatagramSocket
    {
        private readonly Queue _toGateway = new Queue();
        private readonly Queue _toPeer = new Queue();

        /// <summary>Whether it can be opened.</summary>
        public bool CanOpen = true;

        /// <inheritdoc/>
        public bool IsOpen { get; private set; }

        /// <inheritdoc/>
        public string Problem => "the port is taken";

        /// <inheritdoc/>
        public long Dropped => 0;

        /// <summary>The last message that was taken from the gateway.</summary>
        public Message Last { get; } = new Message();

        /// <summary>Sends the gateway a datagram.</summary>
        public void Say(byte[] buffer, int length)
        {
            byte[] datagram = new byte[length];
            Array.Copy(buffer, datagram, length);
            _toGateway.Enqueue(datagram);
        }

        /// <summary>Takes the oldest message of the gateway into <see cref="Last"/>; its type, or None when there is none.</summary>
        public MessageType Hear()
        {
            if (_toPeer.Count == 0)
            {
                return MessageType.None;
            }

            byte[] datagram = (byte[])_toPeer.Dequeue();
            DecodeError error;
            return MessageDecoder.TryDecode(datagram, 0, datagram.Length, Last, out error) ? Last.Type : MessageType.None;
        }

        /// <inheritdoc/>
        public bool Open()
        {
            IsOpen = CanOpen;
            return CanOpen;
        }

        /// <inheritdoc/>
        public void Close() => IsOpen = false;

        /// <inheritdoc/>
        public byte[] Resolve(string host, int port) => null;

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            byte[] datagram = new byte[length];
            Array.Copy(buffer, offset, datagram, 0, length);
            _toPeer.Enqueue(datagram);
        }

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length)
        {
        }

        /// <inheritdoc/>
        public bool TryReceive(Datagram into)
        {
            if (_toGateway.Count == 0)
            {
                return false;
            }

            byte[] datagram = (byte[])_toGateway.Dequeue();
            Array.Copy(new byte[] { 192, 168, 1, 9, 200, 1 }, into.Address, Datagram.AddressBytes);
            Array.Copy(datagram, into.Buffer, datagram.Length);
            into.Length = datagram.Length;
            return true;
        }
    }
}
