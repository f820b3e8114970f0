using System;
using System.Text;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Protection.Tests
{
    /// <summary>
    /// A client and a gateway with the key 00 01 … 1F of the client id <c>node-1</c>, which can restart, and a network that is a test.
    /// </summary>
    public sealed class Pair
    {
        public const string Connect = "0C 04 04 01 00 3C 6E 6F 64 65 2D 31";
        public const string Ping = "02 16";
        public const string ConnAck = "03 05 00";
        public const string Disconnect = "02 18";
        public static readonly NetworkAddress Home = new NetworkAddress(0, 0x7F000001, 0, 5000);

        public readonly MemoryStore ClientFlash = new MemoryStore();
        public readonly MemoryStore GatewayFlash = new MemoryStore();
        public readonly ProtectionRequirement Requirement;
        public SentList Sent;
        public ProtectedTransport Client;
        public GatewayProtection Gateway;
        private CounterReserve _reserve;

        public Pair(ProtectionRequirement requirement)
        {
            Requirement = requirement;
            StartClient();
            StartGateway();
        }

        public static byte[] Id(string id) => Encoding.UTF8.GetBytes(id);

        public static ProtectionKey Key(string clientId, int firstOctet)
        {
            byte[] key = new byte[32];
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = (byte)(firstOctet + i);
            }

            return new ProtectionKey(Id(clientId), key, new ManagedMac());
        }

        public void StartClient()
        {
            Sent = new SentList();
            Client = new ProtectedTransport(
                Key("node-1", 0), new CounterReserve(ClientFlash, 16, new FixedRandom()), new FixedRandom(), Sent, 512);
        }

        public void StartGateway()
        {
            _reserve = new CounterReserve(GatewayFlash, 16, new FixedRandom());
            ProtectionKey[] keys = { Key("node-1", 0), Key("node-2", 1) };
            Gateway = new GatewayProtection(Requirement, new ProtectedClients(keys, null, _reserve, new FixedRandom()), 512);
        }

        /// <summary>The gateway gets a new list of keys.</summary>
        public void SetKeys(params ProtectionKey[] keys) =>
            Gateway.Clients = new ProtectedClients(keys, Gateway.Clients, _reserve, new FixedRandom());

        /// <summary>The datagram in which the client sends a packet.</summary>
        public byte[] FromClient(string packet)
        {
            byte[] octets = Hex.Read(packet);
            Client.Send(new byte[6], octets, 0, octets.Length);
            return Sent.Take();
        }

        public ProtectionStep ToGateway(byte[] datagram) => Gateway.Open(Home, datagram, 0, datagram.Length);

        /// <summary>The gateway takes a datagram, and this packet is inside.</summary>
        public void GatewayTakes(byte[] datagram, string packet)
        {
            Assert.AreEqual((int)ProtectionStep.Open, (int)ToGateway(datagram), "step");
            Assert.AreEqual(packet, Hex.Write(datagram, Gateway.InnerOffset, Gateway.InnerBytes), "packet");
            Assert.AreEqual("node-1", new string(Encoding.UTF8.GetChars(Gateway.Client.ClientId)), "client");
        }

        /// <summary>The gateway drops a datagram, and says why.</summary>
        public void GatewayDrops(byte[] datagram, ProtectionDrop reason)
        {
            long before = Gateway.Counters.Drops[(int)reason];
            long all = Gateway.Counters.DropCount;
            Assert.AreEqual((int)ProtectionStep.Drop, (int)ToGateway(datagram), "step");
            Assert.AreEqual(before + 1, Gateway.Counters.Drops[(int)reason], ProtectionDrops.Name((int)reason));
            Assert.AreEqual(all + 1, Gateway.Counters.DropCount, "all");
        }

        /// <summary>The datagram with which the gateway answers at once.</summary>
        public byte[] GatewayAnswers(byte[] datagram)
        {
            Assert.AreEqual((int)ProtectionStep.Answer, (int)ToGateway(datagram), "step");
            Assert.IsTrue(Gateway.OutputBytes <= datagram.Length, "an answer is not longer than the question");
            return Output(Gateway.OutputBytes);
        }

        /// <summary>The datagram in which the gateway sends the client of its last datagram a packet.</summary>
        public byte[] FromGateway(string packet)
        {
            byte[] octets = Hex.Read(packet);
            NetworkAddress to;
            int bytes = Gateway.Protect(ProtectedAddress.Of(Gateway.Client.Number), octets, 0, octets.Length, out to);
            return Output(bytes);
        }

        /// <summary>The client takes a datagram, and this packet is inside.</summary>
        public void ClientTakes(byte[] datagram, string packet)
        {
            Assert.IsTrue(Client.TryOpen(new byte[6], datagram, 0, datagram.Length), "taken");
            Assert.AreEqual(packet, Hex.Write(datagram, Client.InnerOffset, Client.InnerBytes), "packet");
        }

        /// <summary>The client drops a datagram, and says why.</summary>
        public void ClientDrops(byte[] datagram, ProtectionDrop reason)
        {
            long before = Client.Counters.Drops[(int)reason];
            Assert.IsFalse(Client.TryOpen(new byte[6], datagram, 0, datagram.Length), "taken");
            Assert.AreEqual(before + 1, Client.Counters.Drops[(int)reason], ProtectionDrops.Name((int)reason));
        }

        /// <summary>The client connects to a gateway that has just started: it is asked for the gateway's counter first.</summary>
        public void ConnectAnew()
        {
            byte[] question = GatewayAnswers(FromClient(Connect));
            Assert.IsFalse(Client.TryOpen(new byte[6], question, 0, question.Length), "the question is not for the client");
            GatewayTakes(Sent.Take(), Connect);
            ClientTakes(FromGateway(ConnAck), ConnAck);
        }

        private byte[] Output(int bytes)
        {
            byte[] copy = new byte[bytes];
            Array.Copy(Gateway.Output, 0, copy, 0, bytes);
            return copy;
        }
    }
}
