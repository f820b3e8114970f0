using System;
using System.Text;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// The key that a client shares with its gateways, and the two sender ids that follow from it. The client and the gateway are different
    /// senders, so that neither takes back what it has sent itself.
    /// </summary>
    public sealed class ProtectionKey
    {
        /// <summary>The shortest key, in octets.</summary>
        public const int BytesMin = 16;

        /// <summary>The longest key, in octets: more than a block of SHA-256 add nothing (RFC 2104, 3).</summary>
        public const int BytesMax = 64;

        private readonly byte[] _key;

        /// <summary>The key of a client.</summary>
        /// <param name="clientId">The client id, from 1 octet up.</param>
        /// <param name="key"><see cref="BytesMin"/> to <see cref="BytesMax"/> octets.</param>
        /// <param name="mac">HMAC-SHA256.</param>
        /// <exception cref="ArgumentException">The key has another length, or there is no client id.</exception>
        public ProtectionKey(byte[] clientId, byte[] key, IMac mac)
        {
            if (clientId.Length == 0)
            {
                throw new ArgumentException("a client id has at least one octet", "clientId");
            }

            if (key.Length < BytesMin || key.Length > BytesMax)
            {
                throw new ArgumentException("a key has 16 to 64 octets", "key");
            }

            ClientId = clientId;
            _key = key;
            Mac = mac;

            // MQTT-SN 2.0 CSD01, 3.17.4: how a sender id is made unique is left open.
            ClientSenderId = SenderId("MQTT-SN client ");
            GatewaySenderId = SenderId("MQTT-SN gateway ");
        }

        /// <summary>The client id.</summary>
        public byte[] ClientId { get; }

        /// <summary>The sender id of what the client sends: <see cref="ProtectionFormat.SenderIdBytes"/> octets.</summary>
        public byte[] ClientSenderId { get; }

        /// <summary>The sender id of what a gateway sends to the client: <see cref="ProtectionFormat.SenderIdBytes"/> octets.</summary>
        public byte[] GatewaySenderId { get; }

        internal IMac Mac { get; }

        /// <summary>Whether another has the same client id and key.</summary>
        public bool IsSame(ProtectionKey other) =>
            TagComparison.AreSame(ClientId, other.ClientId) && TagComparison.AreSame(_key, other._key);

        /// <summary>Computes the MAC of a range of octets.</summary>
        internal void Compute(byte[] buffer, int offset, int length, byte[] mac) => Mac.Compute(_key, buffer, offset, length, mac);

        private byte[] SenderId(string role)
        {
            byte[] prefix = Encoding.UTF8.GetBytes(role);
            byte[] input = new byte[prefix.Length + ClientId.Length];
            Array.Copy(prefix, 0, input, 0, prefix.Length);
            Array.Copy(ClientId, 0, input, prefix.Length, ClientId.Length);
            byte[] mac = new byte[ProtectionFormat.MacBytes];
            Compute(input, 0, input.Length, mac);
            byte[] id = new byte[ProtectionFormat.SenderIdBytes];
            Array.Copy(mac, 0, id, 0, id.Length);
            return id;
        }
    }
}
