using System;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.TestFramework;
using SensorNet.Device;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class ConnectAttemptTests
    {
        [TestMethod]
        public void The_will_is_offline_retained_at_QoS_1_on_the_status_topic()
        {
            SessionRig rig = new SessionRig();
            Run(rig);
            ConnectArguments connected = rig.Client.Connected;
            Assert.IsTrue(connected.WillFlag);
            Assert.AreEqual("devices/node-1/status", connected.WillTopic);
            Assert.AreEqual("offline", connected.WillMessage);
            Assert.AreEqual(1, connected.WillQos);
            Assert.IsTrue(connected.WillRetain);
        }

        [TestMethod]
        public void The_settings_are_in_connect()
        {
            SessionRig rig = new SessionRig();
            rig.Settings.BrokerUser = "user";
            rig.Settings.BrokerPassword = "password";
            rig.Settings.KeepAliveSeconds = 3600;
            ConnectAttempt attempt = Run(rig);
            ConnectArguments connected = rig.Client.Connected;
            Assert.AreEqual("node-1", connected.ClientId);
            Assert.AreEqual("user", connected.User);
            Assert.AreEqual("password", connected.Password);
            Assert.AreEqual(3600, connected.KeepAliveSeconds);
            Assert.IsTrue(connected.CleanSession);
            Assert.AreEqual("broker.test:1883", rig.Broker.Credentials.Address);
            Assert.AreSame(rig.Client, attempt.Client);
            Assert.IsNull(attempt.Problem);
        }

        [TestMethod]
        public void Success_is_the_first_sign_of_life_and_wakes_the_loop()
        {
            SessionRig rig = new SessionRig();
            rig.Clock.UptimeMs = 500;
            rig.Broker.OnConnect = () => rig.Clock.UptimeMs = 900;
            ConnectAttempt attempt = Attempt(rig);
            Assert.IsFalse(attempt.IsDone);
            attempt.Run();
            Assert.IsTrue(attempt.IsDone);
            Assert.AreEqual(900L, attempt.Events.LastSignOfLifeMs);
            Assert.AreEqual(1, rig.Clock.Wakes);
        }

        [TestMethod]
        public void Without_a_network_no_client_is_made()
        {
            SessionRig rig = new SessionRig();
            rig.Network.IsThere = false;
            rig.Network.Problem = "wrong Wi-Fi password";
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual("no network: wrong Wi-Fi password", attempt.Problem);
            Assert.IsFalse(attempt.NeedsPerson);
            Assert.AreEqual(0, rig.Broker.Asked);
            Assert.AreEqual(60000, rig.Network.TimeoutMs);
        }

        [TestMethod]
        public void A_network_that_throws_is_a_problem_and_no_more()
        {
            SessionRig rig = new SessionRig();
            rig.Network.Exception = new InvalidOperationException("no adapter");
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual("cannot connect to broker.test:1883: no adapter", attempt.Problem);
        }

        [TestMethod]
        public void A_name_that_is_not_found_is_a_problem_and_no_more()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.CreateException = new ArgumentException("host not found", new InvalidOperationException("no such name"));
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual(
                "cannot connect to broker.test:1883: host not found: no such name",
                attempt.Problem);
            Assert.IsFalse(attempt.NeedsPerson);
        }

        [TestMethod]
        public void A_connection_that_fails_is_closed()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no CONNACK");
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual("cannot connect to broker.test:1883: no CONNACK", attempt.Problem);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void A_connection_that_is_closed_without_an_answer_says_what_it_may_be()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("");
            rig.Broker.Fault = ConnectFault.NotAnswered;
            rig.Broker.OnConnect = () => rig.Clock.UptimeMs += 29999;
            Assert.AreEqual(
                "cannot connect to broker.test:1883: closed without an answer; a wrong port, a port for TLS, or a broker that takes no more clients?",
                Run(rig).Problem);
        }

        [TestMethod]
        public void A_connection_that_is_not_answered_in_time_says_what_it_may_be()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("");
            rig.Broker.Fault = ConnectFault.NotAnswered;
            rig.Broker.OnConnect = () => rig.Clock.UptimeMs += 30000;
            Assert.AreEqual("cannot connect to broker.test:1883: no answer within 30 s; a wrong port, or a port for TLS?", Run(rig).Problem);
        }

        [TestMethod]
        public void An_answer_that_is_no_MQTT_says_what_it_may_be()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("");
            rig.Broker.Fault = ConnectFault.NotMqtt;
            Assert.AreEqual("cannot connect to broker.test:1883: what answers is not MQTT; a wrong port?", Run(rig).Problem);
        }

        [TestMethod]
        public void A_refused_connection_is_closed_and_says_why()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectCode = MqttReasonCode.ConnectionRefusedNotAuthorized;
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual("the broker broker.test:1883 refuses the connection: not authorised (code 5)", attempt.Problem);
            Assert.IsTrue(attempt.NeedsPerson);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void A_refusal_counts_although_the_broker_closes_right_behind_it()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectCode = MqttReasonCode.ConnectionRefusedBadUserNameOrPassword;
            rig.Broker.ConnectException = new InvalidOperationException("the peer has closed");
            ConnectAttempt attempt = Run(rig);
            Assert.IsNull(attempt.Client);
            Assert.AreEqual("the broker broker.test:1883 refuses the connection: bad user name or password (code 4)", attempt.Problem);
            Assert.IsTrue(attempt.NeedsPerson);
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        [TestMethod]
        public void A_broker_that_is_busy_needs_no_person()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectCode = MqttReasonCode.ConnectionRefusedServerUnavailable;
            Assert.IsFalse(Run(rig).NeedsPerson);
        }

        [TestMethod]
        public void A_close_that_throws_does_not_hide_the_problem()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectException = new InvalidOperationException("no CONNACK");
            rig.Broker.OnConnect = () => rig.Client.CloseException = new NotSupportedException("closing");
            ConnectAttempt attempt = Run(rig);
            Assert.Contains("no CONNACK", attempt.Problem);
            Assert.AreEqual("closing a client failed: closing", rig.Log.Last);
        }

        [TestMethod]
        public void An_attempt_that_was_abandoned_while_it_connected_is_closed_without_Disconnect()
        {
            SessionRig rig = new SessionRig();
            ConnectAttempt attempt = Attempt(rig);
            rig.Broker.OnConnect = () => Assert.IsTrue(attempt.TryAbandon());
            attempt.Run();
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
            Assert.IsNull(attempt.Client);
            Assert.IsTrue(attempt.IsDone);
        }

        [TestMethod]
        public void An_attempt_that_has_connected_can_no_longer_be_abandoned()
        {
            SessionRig rig = new SessionRig();
            ConnectAttempt attempt = Run(rig);
            Assert.IsFalse(attempt.TryAbandon());
            Assert.IsNotNull(attempt.Client);
            Assert.AreEqual("Connect ", rig.Client.Calls);
        }

        [TestMethod]
        public void An_attempt_that_failed_can_no_longer_be_abandoned()
        {
            SessionRig rig = new SessionRig();
            rig.Broker.ConnectCode = MqttReasonCode.ServerBusy;
            ConnectAttempt attempt = Run(rig);
            Assert.IsFalse(attempt.TryAbandon());
            Assert.AreEqual("Connect Close ", rig.Client.Calls);
        }

        private static ConnectAttempt Attempt(SessionRig rig)
        {
            return new ConnectAttempt(
                rig.Settings, rig.Settings.Credentials(), new NodeTopics("devices", "node-1"), rig.Network, rig.Broker, rig.Clock, rig.Log);
        }

        private static ConnectAttempt Run(SessionRig rig)
        {
            ConnectAttempt attempt = Attempt(rig);
            attempt.Run();
            Assert.IsTrue(attempt.IsDone);
            return attempt;
        }
    }
}
