using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Protection.Tests
{
    /// <summary>A client and a gateway over a network that loses, repeats, reorders and forges.</summary>
    [TestClass]
    public class ExchangeTests
    {
        [TestMethod]
        public void A_client_connects_to_a_gateway_that_has_just_started()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            pair.GatewayTakes(pair.FromClient(Pair.Ping), Pair.Ping);
            pair.ClientTakes(pair.FromGateway("02 17"), "02 17");
            Assert.AreEqual((long)1, pair.Gateway.Counters.Challenges, "asked once");
        }

        [TestMethod]
        public void A_client_that_restarts_is_taken_at_once_and_its_counter_goes_on()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            pair.StartClient();
            pair.GatewayTakes(pair.FromClient(Pair.Connect), Pair.Connect);
            pair.ClientTakes(pair.FromGateway(Pair.ConnAck), Pair.ConnAck);
            Assert.AreEqual((long)1, pair.Gateway.Counters.Challenges, "not asked again");
        }

        [TestMethod]
        public void A_datagram_sent_twice_is_taken_once()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            byte[] ping = pair.FromClient(Pair.Ping);
            pair.GatewayTakes(ping, Pair.Ping);
            pair.GatewayDrops(ping, ProtectionDrop.Replayed);
            byte[] answer = pair.FromGateway("02 17");
            pair.ClientTakes(answer, "02 17");
            pair.ClientDrops(answer, ProtectionDrop.Replayed);
        }

        [TestMethod]
        public void Datagrams_out_of_order_are_taken_within_the_window()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            byte[] early = pair.FromClient(Pair.Ping);
            byte[] late = pair.FromClient(Pair.Ping);
            pair.GatewayTakes(late, Pair.Ping);
            pair.GatewayTakes(early, Pair.Ping);
            byte[] tooLate = pair.FromClient(Pair.Ping);
            for (int i = 0; i < ReplayWindow.Size; i++)
            {
                pair.GatewayTakes(pair.FromClient(Pair.Ping), Pair.Ping);
            }

            pair.GatewayDrops(tooLate, ProtectionDrop.Replayed);
        }

        [TestMethod]
        public void What_was_recorded_before_the_gateway_started_is_not_taken()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            byte[] first = pair.FromClient(Pair.Connect);
            byte[] question = pair.GatewayAnswers(first);
            pair.Client.TryOpen(new byte[6], question, 0, question.Length);
            byte[] connect = pair.Sent.Take();
            pair.GatewayTakes(connect, Pair.Connect);
            pair.ClientTakes(pair.FromGateway(Pair.ConnAck), Pair.ConnAck);
            byte[] publish = pair.FromClient("09 0C 00 00 01 00 00 68 69");
            pair.GatewayTakes(publish, "09 0C 00 00 01 00 00 68 69");

            pair.StartGateway();
            pair.GatewayAnswers(connect);
            pair.GatewayAnswers(publish);
            Assert.AreEqual((long)0, pair.Gateway.Counters.Accepted, "none is taken");

            // The client hears of it, as of any gateway that has lost its session, and connects again.
            byte[] asked = pair.GatewayAnswers(pair.FromClient(Pair.Ping));
            pair.ClientTakes(asked, Pair.Disconnect);
            pair.GatewayTakes(pair.FromClient(Pair.Connect), Pair.Connect);
            pair.GatewayDrops(publish, ProtectionDrop.Replayed);
            pair.GatewayDrops(first, ProtectionDrop.Replayed);
        }

        [TestMethod]
        public void A_key_that_comes_back_uses_no_counter_again_and_takes_nothing_that_was_recorded()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.SetKeys(Pair.Key("node-1", 0));
            byte[][] recorded = new byte[20][];
            recorded[0] = pair.FromClient(Pair.Connect);
            byte[] sent = pair.GatewayAnswers(recorded[0]);
            pair.Client.TryOpen(new byte[6], sent, 0, sent.Length);
            recorded[1] = pair.Sent.Take();
            pair.GatewayTakes(recorded[1], Pair.Connect);
            sent = pair.FromGateway(Pair.ConnAck);
            pair.ClientTakes(sent, Pair.ConnAck);
            for (int i = 2; i < recorded.Length; i++)
            {
                recorded[i] = pair.FromClient(Pair.Ping);
                pair.GatewayTakes(recorded[i], Pair.Ping);
                sent = pair.FromGateway("02 17");
            }

            uint last = CounterOf(sent);
            long accepted = pair.Gateway.Counters.Accepted;
            pair.SetKeys();
            pair.SetKeys(Pair.Key("node-1", 0));
            for (int round = 0; round < 3; round++)
            {
                for (int i = 0; i < recorded.Length; i++)
                {
                    uint counter = CounterOf(pair.GatewayAnswers(recorded[i]));
                    Assert.IsTrue(counter > last, "a counter of before");
                    last = counter;
                }
            }

            Assert.AreEqual(accepted, pair.Gateway.Counters.Accepted, "none is taken");
        }

        [TestMethod]
        public void A_client_whose_key_was_away_connects_again()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            ProtectedClients before = pair.Gateway.Clients;
            long number = pair.Gateway.Client.Number;
            pair.SetKeys(Pair.Key("node-1", 7));
            pair.SetKeys(Pair.Key("node-1", 0));
            byte[] asked = pair.GatewayAnswers(pair.FromClient(Pair.Ping));
            pair.ClientTakes(asked, Pair.Disconnect);
            pair.GatewayTakes(pair.FromClient(Pair.Connect), Pair.Connect);
            pair.ClientTakes(pair.FromGateway(Pair.ConnAck), Pair.ConnAck);

            // Who still has the list of before sends nothing by it.
            pair.Gateway.Clients = before;
            NetworkAddress to;
            byte[] ping = Hex.Read("02 17");
            Assert.AreEqual(0, pair.Gateway.Protect(ProtectedAddress.Of(number), ping, 0, ping.Length, out to), "sent");
        }

        [TestMethod]
        public void What_was_recorded_before_the_client_started_is_not_taken()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            byte[] command = pair.FromGateway("09 0C 00 00 01 00 00 68 69");
            pair.StartClient();
            pair.ClientDrops(command, ProtectionDrop.Stale);
            pair.FromClient(Pair.Connect);
            pair.ClientDrops(command, ProtectionDrop.Stale);
        }

        [TestMethod]
        public void What_another_gateway_sent_before_a_connection_is_not_taken_in_it()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            byte[] old = pair.FromGateway("02 17");

            // Another gateway: its counters are lower.
            pair.GatewayFlash.Value = 1;
            pair.StartGateway();
            pair.ConnectAnew();
            pair.ClientDrops(old, ProtectionDrop.Stale);
        }

        [TestMethod]
        public void Neither_end_takes_what_it_sent_itself()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            pair.ClientDrops(pair.FromClient(Pair.Ping), ProtectionDrop.WrongTag);
            pair.GatewayDrops(pair.FromGateway("02 17"), ProtectionDrop.UnknownSender);
        }

        [TestMethod]
        public void A_client_with_another_key_gets_no_answer()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            byte[] datagram = pair.FromClient(Pair.Connect);
            datagram[datagram.Length - 1] ^= 1;
            pair.GatewayDrops(datagram, ProtectionDrop.WrongTag);
            datagram[4] ^= 1;
            pair.GatewayDrops(datagram, ProtectionDrop.UnknownSender);
            datagram[3] ^= 1;
            pair.GatewayDrops(datagram, ProtectionDrop.Malformed);
        }

        [TestMethod]
        public void A_client_id_that_is_not_the_keys_is_not_taken()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.GatewayDrops(pair.FromClient("0C 04 04 01 00 3C 6E 6F 64 65 2D 32"), ProtectionDrop.WrongClientId);
            pair.GatewayDrops(pair.FromClient("08 16 6E 6F 64 65 2D 32"), ProtectionDrop.WrongClientId);
        }

        [TestMethod]
        public void A_client_with_a_key_is_refused_without_it()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            byte[] refused = pair.GatewayAnswers(Hex.Read(Pair.Connect));
            Assert.AreEqual("03 05 03", Hex.Write(refused, 0, refused.Length), "CONNACK, not supported");
            pair.GatewayDrops(Hex.Read("08 16 6E 6F 64 65 2D 31"), ProtectionDrop.Unprotected);
            Assert.AreEqual((int)ProtectionStep.Pass, (int)pair.ToGateway(Hex.Read("0C 04 04 01 00 3C 6E 6F 64 65 2D 33")), "without a key");
            Assert.AreEqual((int)ProtectionStep.Pass, (int)pair.ToGateway(Hex.Read(Pair.Ping)), "without a client id");
        }

        [TestMethod]
        public void Where_all_have_to_only_discovery_is_not_protected()
        {
            Pair pair = new Pair(ProtectionRequirement.All);
            byte[] refused = pair.GatewayAnswers(Hex.Read("0C 04 04 01 00 3C 6E 6F 64 65 2D 33"));
            Assert.AreEqual("03 05 03", Hex.Write(refused, 0, refused.Length), "CONNACK, not supported");
            pair.GatewayDrops(Hex.Read("09 0C 60 00 07 00 00 68 69"), ProtectionDrop.Unprotected);
            Assert.AreEqual((int)ProtectionStep.Pass, (int)pair.ToGateway(Hex.Read("03 01 00")), "SEARCHGW");
            pair.ConnectAnew();
        }

        [TestMethod]
        public void Where_none_has_to_a_client_that_used_its_key_goes_on_with_it()
        {
            Pair pair = new Pair(ProtectionRequirement.None);
            Assert.AreEqual((int)ProtectionStep.Pass, (int)pair.ToGateway(Hex.Read(Pair.Connect)), "before");
            pair.ConnectAnew();
            byte[] refused = pair.GatewayAnswers(Hex.Read(Pair.Connect));
            Assert.AreEqual("03 05 03", Hex.Write(refused, 0, refused.Length), "CONNACK, not supported");
        }

        [TestMethod]
        public void A_client_takes_nothing_unprotected_but_discovery()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ClientDrops(Hex.Read(Pair.ConnAck), ProtectionDrop.Unprotected);
            pair.ClientDrops(Hex.Read("02"), ProtectionDrop.Unprotected);
            pair.ClientTakes(Hex.Read("05 00 01 00 3C"), "05 00 01 00 3C");
            pair.ClientTakes(Hex.Read("03 02 01"), "03 02 01");
        }

        [TestMethod]
        public void Only_the_newest_datagram_moves_a_client()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            byte[] early = pair.FromClient(Pair.Ping);
            byte[] late = pair.FromClient(Pair.Ping);
            pair.Gateway.Open(new NetworkAddress(0, 0x7F000002, 0, 6000), late, 0, late.Length);
            pair.Gateway.Open(new NetworkAddress(0, 0x7F000003, 0, 7000), early, 0, early.Length);
            NetworkAddress to;
            int bytes = pair.Gateway.Protect(ProtectedAddress.Of(pair.Gateway.Client.Number), new byte[] { 2, 0x17 }, 0, 2, out to);
            Assert.AreEqual(42, bytes, "octets");
            Assert.AreEqual(6000, to.Port, "port");
        }

        [TestMethod]
        public void A_forwarders_headers_are_before_the_answer()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            byte[] headers = Hex.Read("05 FE 03 AA BB");
            byte[] question = pair.GatewayAnswers(Join(headers, pair.FromClient(Pair.Connect)));
            Assert.AreEqual("05 FE 00 AA BB", Hex.Write(question, 0, 5), "headers with a radius of 0");
            byte[] inner = Rest(question, 5);
            Assert.IsFalse(pair.Client.TryOpen(new byte[6], inner, 0, inner.Length), "question");
            pair.GatewayTakes(Join(headers, pair.Sent.Take()), Pair.Connect);
            byte[] answer = pair.FromGateway(Pair.ConnAck);
            Assert.AreEqual("05 FE 00 AA BB", Hex.Write(answer, 0, 5), "headers");
            pair.ClientTakes(Rest(answer, 5), Pair.ConnAck);
        }

        [TestMethod]
        public void The_gateway_answers_with_tags_as_long_as_the_clients()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            Protector client = Protector.OfClient(
                Pair.Key("node-1", 0), new CounterReserve(pair.ClientFlash, 16, new FixedRandom()), new FixedRandom());
            client.TagBytes = 8;
            byte[] target = new byte[64];
            int bytes = client.Write(0, Hex.Read(Pair.Connect), 0, 12, target, 0);
            Assert.AreEqual((int)ProtectionStep.Answer, (int)pair.Gateway.Open(Pair.Home, target, 0, bytes), "step");
            Assert.AreEqual(34, pair.Gateway.OutputBytes, "octets");
            Assert.AreEqual(0x4A, (int)pair.Gateway.Output[2], "flags");
        }

        [TestMethod]
        public void A_client_does_not_send_again_for_ever_what_a_gateway_asks_for()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            byte[] connect = pair.FromClient(Pair.Connect);
            for (int i = 0; i < 5; i++)
            {
                byte[] question = pair.GatewayAnswers(connect);
                pair.Client.TryOpen(new byte[6], question, 0, question.Length);
            }

            Assert.AreEqual(3, pair.Sent.Count, "sent again");
        }

        [TestMethod]
        public void Without_counters_nothing_is_sent()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ClientFlash.FailsToWrite = true;
            Assert.IsNull(pair.FromClient(Pair.Connect), "sent");
            Assert.AreEqual((long)1, pair.Client.Counters.Drops[(int)ProtectionDrop.Unsent], "counted");
        }

        [TestMethod]
        public void New_keys_leave_clients_with_the_same_key_as_they_are()
        {
            Pair pair = new Pair(ProtectionRequirement.ClientsWithKey);
            pair.ConnectAnew();
            long number = pair.Gateway.Client.Number;
            CounterReserve reserve = new CounterReserve(pair.GatewayFlash, 16, new FixedRandom());
            ProtectionKey[] more = { Pair.Key("node-3", 2), Pair.Key("node-1", 0) };
            ProtectedClients clients = new ProtectedClients(more, pair.Gateway.Clients, reserve, new FixedRandom());
            pair.Gateway.Clients = clients;
            pair.GatewayTakes(pair.FromClient(Pair.Ping), Pair.Ping);
            Assert.AreEqual(number, pair.Gateway.Client.Number, "number");

            ProtectionKey[] changed = { Pair.Key("node-1", 9) };
            pair.Gateway.Clients = new ProtectedClients(changed, clients, reserve, new FixedRandom());
            pair.GatewayDrops(pair.FromClient(Pair.Ping), ProtectionDrop.UnknownSender);
            Assert.AreEqual(0, pair.FromGateway("02 17").Length, "nothing goes to a client whose key has changed");
        }

        [TestMethod]
        public void Two_keys_of_one_client_id_are_refused()
        {
            string problem = null;
            try
            {
                ProtectionKey[] keys = { Pair.Key("node-1", 0), Pair.Key("node-1", 1) };
                new ProtectedClients(keys, null, new CounterReserve(new MemoryStore(), 16, new FixedRandom()), new FixedRandom());
            }
            catch (ArgumentException e)
            {
                problem = e.ParamName;
            }

            Assert.AreEqual("keys", problem, "problem");
        }

        private static byte[] Join(byte[] one, byte[] other)
        {
            byte[] both = new byte[one.Length + other.Length];
            Array.Copy(one, 0, both, 0, one.Length);
            Array.Copy(other, 0, both, one.Length, other.Length);
            return both;
        }

        private static byte[] Rest(byte[] octets, int offset)
        {
            byte[] rest = new byte[octets.Length - offset];
            Array.Copy(octets, offset, rest, 0, rest.Length);
            return rest;
        }

        private static uint CounterOf(byte[] datagram)
        {
            ProtectedPacket packet = new ProtectedPacket();
            Assert.AreEqual((int)ProtectionError.None, (int)packet.Read(datagram, 0, datagram.Length), "a protected packet");
            return packet.Counter;
        }
    }
}
