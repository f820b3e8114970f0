using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client with a key: its end of the protection, and where it was heard last. Who uses the inner members holds its lock.</summary>
    public sealed class ProtectedClient
    {
        internal ProtectedClient(ProtectionKey key, long number, CounterReserve reserve, Random random)
        {
            Key = key;
            Number = number;
            Protector = Protector.OfGateway(key, reserve, random);
        }

        /// <summary>Its client id.</summary>
        public byte[] ClientId => Key.ClientId;

        /// <summary>The number in its <see cref="ProtectedAddress"/>.</summary>
        public long Number { get; }

        /// <summary>Whether a packet of it has been accepted since the gateway started, or its key was changed.</summary>
        public bool IsKnown => !Protector.Window.IsEmpty;

        internal ProtectionKey Key { get; }

        internal Protector Protector { get; }

        // Where its newest packet came from.
        internal NetworkAddress Address { get; private set; }

        // The forwarder headers before it, with their Ctrl octets as they were.
        internal byte[] Headers { get; private set; } = Octets.None;

        internal int HeadersLength { get; private set; }

        internal void MoveTo(NetworkAddress address, byte[] buffer, int offset, int headersLength)
        {
            Address = address;
            HeadersLength = headersLength;
            if (headersLength == 0)
            {
                return;
            }

            if (Headers.Length < headersLength)
            {
                Headers = new byte[headersLength];
            }

            Array.Copy(buffer, offset, Headers, 0, headersLength);
        }
    }
}
