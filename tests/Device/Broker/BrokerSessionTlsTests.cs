using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class BrokerSessionTlsTests
    {
        private const string Prefix = "cannot connect to broker.test:8883: ";

        [TestMethod]
        public void With_TLS_the_memory_around_the_handshake_is_noted()
        {
            SessionRig rig = Rig();
            rig.Broker.OnConnect = () => rig.Broker.FakeTls.FreeBytes = 66000;
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(100000L, rig.Health.TlsFreeBeforeBytes);
            Assert.AreEqual(66000L, rig.Health.TlsFreeAfterBytes);
            Assert.AreEqual("connected to broker.test:8883 with TLS as node-1", rig.Log.Last);
        }

        [TestMethod]
        public void Without_the_time_no_port_is_tried_and_the_waits_grow()
        {
            SessionRig rig = Rig();
            rig.Clock.UtcAtBootMs = 0;
            rig.Settle();
            Assert.AreEqual(Prefix + "the time is not known yet, and TLS checks dates: SNTP has not answered; next attempt in 1.0 s", rig.Log.Last);
            rig.RunFor(1000);
            Assert.EndsWith("next attempt in 2.0 s", rig.Log.Last);
            Assert.AreEqual(0, rig.Broker.FakeTls.Probes);
            rig.Clock.UtcAtBootMs = 1800000000000;
            rig.RunFor(2000);
            Assert.IsTrue(rig.IsOnline);
        }

        [TestMethod]
        public void Without_the_memory_attempts_are_counted_and_the_board_is_to_be_restarted()
        {
            SessionRig rig = Rig();
            rig.Broker.FakeTls.LargestBlockBytes = 16716;
            rig.Settle();
            Assert.AreEqual(
                Prefix + "not enough memory for TLS: 100000 bytes free, at most 16716 in one block; it needs 41626 and 16717; next attempt in 1.0 s",
                rig.Log.Last);
            rig.RunFor(14000);
            Assert.IsFalse(rig.Session.LacksMemory);
            rig.RunFor(8000);
            Assert.IsTrue(rig.Session.LacksMemory);
            Assert.AreEqual(5L, rig.Health.TlsMemoryErrors);
        }

        [TestMethod]
        public void After_a_restart_that_did_not_help_twice_as_many_attempts_are_made()
        {
            Assert.AreEqual(5, TlsMemory.AttemptsBeforeRestart("power on or fault", 3));
            Assert.AreEqual(10, TlsMemory.AttemptsBeforeRestart(TlsFaultText.NoMemoryForLong(), 1));
            Assert.AreEqual(320, TlsMemory.AttemptsBeforeRestart(TlsFaultText.NoMemoryForLong(), 6));
            Assert.AreEqual(320, TlsMemory.AttemptsBeforeRestart(TlsFaultText.NoMemoryForLong(), 600));

            SessionRig rig = Rig();
            rig.Session.MemoryAttemptsMax = 6;
            rig.Broker.FakeTls.LargestBlockBytes = 16716;
            rig.RunFor(22000);
            Assert.AreEqual(5L, rig.Health.TlsMemoryErrors);
            Assert.IsFalse(rig.Session.LacksMemory);
        }

        [TestMethod]
        public void An_attempt_with_the_memory_begins_the_count_anew()
        {
            SessionRig rig = Rig();
            rig.Broker.FakeTls.FreeBytes = 41625;
            rig.Settle();
            rig.RunFor(7000);
            rig.Broker.FakeTls.FreeBytes = 41626;
            rig.RunFor(8000);
            Assert.IsTrue(rig.IsOnline);
            Assert.IsFalse(rig.Session.LacksMemory);
            Assert.AreEqual(4L, rig.Health.TlsMemoryErrors);
        }

        [TestMethod]
        [DataRow(-0x7F00, "not enough memory for TLS: 100000 bytes free", false)]
        [DataRow(-0x7780, "the broker refuses this node's certificate: revoked, not known to it, or keyFile is not its key", true)]
        [DataRow(-0x3E80, "the broker asks for a client certificate, and the one of this board has no key", true)]
        [DataRow(-0x7280, "closed during the TLS handshake (code -29312)", false)]
        [DataRow(-0x6E00, "the TLS handshake failed with code -28160 of mbedTLS", false)]
        [DataRow(-1, "TLS cannot begin: not enough memory, or a certificate stored on the board that cannot be read", false)]
        [DataRow(-0x2700, "the broker's certificate is refused: another CA of the same name, a weak key, or not meant for a server?", true)]
        public void The_number_of_the_native_code_is_explained(int code, string expected, bool needsPerson)
        {
            SessionRig rig = Rig();
            rig.Settings.CertificateFile = "I:\\node.pem";
            rig.Settings.KeyFile = "I:\\node.key";
            rig.Broker.TlsCode = code;
            rig.Broker.ConnectException = new InvalidOperationException("failed");
            rig.Settle();
            Assert.StartsWith(Prefix + expected, rig.Log.Last);
            Assert.EndsWith(needsPerson ? "next attempt in 60.0 s" : "next attempt in 1.0 s", rig.Log.Last);
        }

        [TestMethod]
        public void What_can_be_seen_to_be_wrong_with_the_broker_is_said()
        {
            AssertServer(
                rig => rig.Broker.FakeTls.Port.Server.ValidUntilMs = 1799999999000, "the broker's certificate expired on 2027-01-15 07:59 UTC");
            AssertServer(
                rig => rig.Broker.FakeTls.Port.Server.ValidFromMs = 1800000060000, "the broker's certificate is valid from 2027-01-15 08:01 UTC on");
            AssertServer(rig => rig.Broker.FakeTls.Port.IsForOtherHost = true, "the broker's certificate is for broker.test, not for broker.test");
            AssertServer(rig => rig.Broker.FakeTls.Port.ChainIssuer = "CN=X", "the broker's certificate is by \"CN=X\", caFile is of \"CN=Test CA\"");
            AssertServer(rig => rig.Broker.FakeTls.Ca.ValidUntilMs = 1799999999000, "the certificate of caFile expired on 2027-01-15 07:59 UTC");
            AssertServer(rig => rig.Broker.FakeTls.Port.Server = null, "the broker's certificate is refused");
            AssertServer(rig => rig.Settings.CaFile = null, "the broker's certificate is refused: is its CA, \"CN=Test CA\", stored on the board?");
        }

        [TestMethod]
        [DataRow(0, "no route")]
        [DataRow(1, "no answer to TLS within 10 s; a wrong port, or a port without TLS?")]
        [DataRow(2, "the port does not speak TLS: closed without an answer; a wrong port, or one without TLS?")]
        [DataRow(3, "the port does not speak TLS: what answers is something else; a wrong port?")]
        [DataRow(4, "the broker refuses TLS 1.2 with this node at once: alert 70, it speaks another version of TLS")]
        public void Port_that_does_not_answer_as_it_should_is_no_handshake(int outcome, string expected)
        {
            SessionRig rig = Rig();
            rig.Broker.FakeTls.Port = new ProbeResult { Outcome = (ProbeOutcome)outcome, Problem = "no route", Alert = 70 };
            rig.Settle();
            Assert.StartsWith(Prefix + expected, rig.Log.Last);
            Assert.AreEqual(0, rig.Broker.Asked);
        }

        [TestMethod]
        public void Without_TLS_a_port_is_tried_only_when_what_answered_was_no_MQTT()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("failed");
            rig.Broker.Fault = ConnectFault.NotConnected;
            rig.Settle();
            Assert.AreEqual(0, rig.Broker.FakeTls.Probes);
            rig.Broker.Fault = ConnectFault.NotMqtt;
            rig.Broker.FakeTls.IsTlsPort = true;
            rig.RunFor(1000);
            Assert.StartsWith("cannot connect to broker.test:1883: the port speaks TLS: set tls to true", rig.Log.Last);
            rig.Broker.FakeTls.IsTlsPort = false;
            rig.RunFor(2000);
            Assert.StartsWith("cannot connect to broker.test:1883: what answers is not MQTT; a wrong port?", rig.Log.Last);
        }

        [TestMethod]
        public void Other_credentials_are_used_and_the_old_ones_can_come_back()
        {
            SessionRig rig = SessionRig.Online();
            BrokerCredentials old = rig.Session.Credentials;
            rig.Broker.ConnectException = new InvalidOperationException("nobody there");
            rig.Session.Use(new BrokerCredentials { Host = "new.test", Port = 1884 }, rig.Clock.UptimeMs);
            rig.RunFor(1000);
            Assert.AreEqual("new.test:1884", rig.Broker.Credentials.Address);
            Assert.IsTrue(rig.Session.FailedAttempts > 0);
            rig.Broker.ConnectException = null;
            rig.Session.Use(old, rig.Clock.UptimeMs);
            rig.Settle();
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual("broker.test:1883", rig.Broker.Credentials.Address);
            Assert.AreEqual(0, rig.Session.FailedAttempts);
        }

        private delegate void Change(SessionRig rig);

        private static void AssertServer(Change change, string expected)
        {
            SessionRig rig = Rig();
            change(rig);
            rig.Broker.TlsCode = TlsCodes.CertificateVerifyFailed;
            rig.Broker.ConnectException = new InvalidOperationException("failed");
            rig.Settle();
            Assert.StartsWith(Prefix + expected, rig.Log.Last);
        }

        private static SessionRig Rig()
        {
            SessionRig rig = new SessionRig();
            rig.Settings.BrokerPort = 8883;
            rig.Settings.UsesTls = true;
            rig.Broker.FakeTls.IsTlsPort = true;
            rig.Settings.CaFile = "I:\\ca.pem";

            // 2027-01-15 08:00 UTC.
            rig.Clock.UtcAtBootMs = 1800000000000;
            return rig;
        }
    }
}
