using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// All that can be set, with its range and what happens at it. The defaults suit an ESP32 with 32 clients; <see cref="ForServer"/> has those of a
    /// PC. Not to be changed once a gateway has been made with them.
    /// </summary>
    public sealed class GatewaySettings
    {
        /// <summary>One broker connection for all clients, or one each. Default: aggregating.</summary>
        public GatewayMode Mode { get; set; }

        internal bool IsTransparent => Mode == GatewayMode.Transparent;

        /// <summary>The gateway's id in ADVERTISE and GWINFO (6.1), 0 to 255. Default 1.</summary>
        public int GatewayId { get; set; } = 1;

        /// <summary>TADV: time between two ADVERTISE (6.1), 1,000 to 65,535,000 ms; 0 for none. Default 15 minutes.</summary>
        public int AdvertiseIntervalMs { get; set; } = 15 * 60 * 1000;

        /// <summary>Whether GWINFO also goes to the client that asked, and not to all alone: a client may hear no multicast. Default true.</summary>
        public bool AnswersSearchDirectly { get; set; } = true;

        /// <summary>
        /// The least time between two GWINFO to all, 0 to 60,000 ms; more SEARCHGWs are answered directly or not at all. Default 100.
        /// </summary>
        public int GwInfoIntervalMs { get; set; } = 100;

        /// <summary>Whether PUBLISH at QoS −1 is taken (6.8). Otherwise it is dropped and counted. Default true.</summary>
        public bool AllowsQosMinusOne { get; set; } = true;

        /// <summary>Whether nodes behind forwarders are served (5.5). Otherwise encapsulated messages are dropped. Default true.</summary>
        public bool AllowsForwarders { get; set; } = true;

        /// <summary>The topics with predefined ids. Default: none.</summary>
        public PredefinedTopics PredefinedTopics { get; set; } = new PredefinedTopics();

        /// <summary>
        /// Clients, connected and remembered (CleanSession=0), 1 to 1,000,000. At it the session that was disconnected longest is given up for a
        /// new client; without one, CONNECT is rejected with congestion. Default 32.
        /// </summary>
        public int ClientsMax { get; set; } = 32;

        /// <summary>
        /// Octets of a client id, 23 to 255. 5.3.1 has 23 as the longest; many clients have longer ones, as MQTT lets a server take them. Longer
        /// ones than this are rejected as not supported. Default 128.
        /// </summary>
        public int ClientIdLengthMax { get; set; } = 128;

        /// <summary>
        /// Topic ids a client, 1 to 65,534. At it the id that was used least recently is taken from its topic, of those that the client did not ask
        /// for; where there is none, REGISTER and SUBSCRIBE are rejected with congestion, and messages of other topics are lost. Above 32,767 the
        /// number of such an id is given anew at once, not after a while. Default 64.
        /// </summary>
        public int TopicsPerClientMax { get; set; } = 64;

        /// <summary>Subscriptions a client, 1 to 10,000. At it SUBSCRIBE is rejected with congestion. Default 8.</summary>
        public int SubscriptionsPerClientMax { get; set; } = 8;

        /// <summary>Octets of a topic name or filter, 2 to 65,000. Longer ones are rejected as not supported. Default 128.</summary>
        public int TopicLengthMax { get; set; } = 128;

        /// <summary>Octets of a will message, 0 to 65,535. Longer ones are rejected as not supported. Default 256.</summary>
        public int WillMessageLengthMax { get; set; } = 256;

        /// <summary>Octets of a datagram to a client, 64 to 65,535. Messages that do not fit are not delivered, and counted. Default 1,024.</summary>
        public int DatagramLengthMax { get; set; } = 1024;

        /// <summary>
        /// Messages that wait for a client, 1 to 100,000. At it the client's oldest one at QoS 0 is dropped; without one, the new message. Default
        /// 64.
        /// </summary>
        public int BufferedMessagesPerClientMax { get; set; } = 64;

        /// <summary>Payload octets that wait for a client, 64 to 2^30. At it as above. Default 8,192.</summary>
        public int BufferedBytesPerClientMax { get; set; } = 8192;

        /// <summary>
        /// Messages that wait for all clients together (one for several clients counts for each), 1 to 100,000,000. At it as above. Default 96.
        /// </summary>
        public int BufferedMessagesMax { get; set; } = 96;

        /// <summary>Payload octets that wait for all clients together, 64 to 2^30. At it as above. Default 16,384.</summary>
        public int BufferedBytesMax { get; set; } = 16384;

        /// <summary>
        /// PUBLISHes at QoS 1 and 2 of one client on their way to the broker, 1 to 1,000. At it PUBLISH is rejected with congestion. Default 4.
        /// </summary>
        public int InflightPerClientMax { get; set; } = 4;

        /// <summary>
        /// Requests to the broker not yet answered, of all clients together, 1 to 1,000,000. At it PUBLISH at QoS 1 and 2 is rejected with
        /// congestion, and subscriptions wait. Default 32.
        /// </summary>
        public int InflightMax { get; set; } = 32;

        /// <summary>The highest subscription identifier there is (MQTT 5, 3.8.2.1.2).</summary>
        public const int SubscriptionIdentifierMax = 268435455;

        /// <summary>
        /// MQTT 5: the first subscription identifier, 1 to <see cref="SubscriptionIdentifierMax"/>. A gateway that goes on with what a journal has
        /// begins elsewhere than the one before it: the broker still has that one's identifiers.
        /// </summary>
        public int FirstSubscriptionIdentifier { get; set; } = 1;

        /// <summary>Wills not yet with the broker (aggregating), 1 to 1,000,000. At it the oldest is dropped, and counted. Default 32.</summary>
        public int PendingWillsMax { get; set; } = 32;

        /// <summary>Tretry: time until an unanswered message to a client is sent again (6.13), 10 to 600,000 ms. Default 10,000.</summary>
        public int RetryMs { get; set; } = 10000;

        /// <summary>Nretry: how often it is sent again (6.13), 0 to 100. Then it waits until the client sends something. Default 3.</summary>
        public int RetryCountMax { get; set; } = 3;

        /// <summary>T_WAIT: the pause after a client said congestion (6.6), 10 to 3,600,000 ms. Default 5 minutes.</summary>
        public int CongestionWaitMs { get; set; } = 5 * 60 * 1000;

        /// <summary>
        /// Percent that a client may exceed a keep alive or sleep duration of a minute and more before it is lost (7.2), 0 to 1,000. Default 10.
        /// </summary>
        public int TolerancePercent { get; set; } = 10;

        /// <summary>
        /// Percent that a client may exceed a keep alive or sleep duration under a minute before it is lost (7.2), 0 to 1,000. Default 50.
        /// </summary>
        public int ShortTolerancePercent { get; set; } = 50;

        /// <summary>
        /// How long the session of a client that is away is kept (CleanSession=0), 1,000 ms to 10 years; 0 for ever. Default 1 day.
        /// </summary>
        public long SessionExpiryMs { get; set; } = 24L * 60 * 60 * 1000;

        /// <summary>The least time between two DISCONNECTs or direct GWINFOs to an unknown address, 0 to 60,000 ms. Default 1,000.</summary>
        public int UnknownPeerIntervalMs { get; set; } = 1000;

        /// <summary>Addresses that the above is remembered for, 1 to 65,536; addresses that share a place share the interval. Default 32.</summary>
        public int UnknownPeersMax { get; set; } = 32;

        /// <summary>
        /// For how long after the end of a QoS 2 exchange a PUBLISH with the same message id and content is taken for a late copy, 0 (never) to
        /// 60,000 ms: the network may reorder datagrams. Default 1,000.
        /// </summary>
        public int LateDuplicateMs { get; set; } = 1000;

        /// <summary>
        /// How long after the broker's SUBACK, and after each of them, retained messages are still taken for those of that subscription, 100 to
        /// 600,000 ms. Default 10,000.
        /// </summary>
        public int RetainedWaitMs { get; set; } = 10000;

        /// <summary>
        /// Time until a refused or lost broker request is tried again, 10 to 600,000 ms (transparent: a client's connection too). Default 1,000.
        /// </summary>
        public int BrokerRetryMs { get; set; } = 1000;

        /// <summary>
        /// How long a client's broker connection may take to open (transparent), 100 to 600,000 ms; then CONNECT is rejected with congestion. Default
        /// 10,000.
        /// </summary>
        public int BrokerOpenMs { get; set; } = 10000;

        /// <summary>
        /// An outage of the broker that is short, 0 to 600,000 ms: CONNECT is accepted (transparent: its answer waits, for Nretry times Tretry at
        /// most), and what needs the broker is left to be repeated. After it both are rejected with congestion. Default 60,000.
        /// </summary>
        public int BrokerGraceMs { get; set; } = 60000;

        /// <summary>
        /// The least time between two clients that are told to connect again, or that the broker is back, 1 to 60,000 ms: many are not to come at
        /// once. Default 100.
        /// </summary>
        public int RecallGapMs { get; set; } = 100;

        /// <summary>
        /// CONNECTs that are under way at once, 1 to 1,000,000: those that wait for a will, or transparent for the broker. At it more are rejected
        /// with congestion. Default 32.
        /// </summary>
        public int ConnectsUnderWayMax { get; set; } = 32;

        /// <summary>
        /// CONNACKs with a rejection a second, to all senders together, 1 to 1,000,000, and a quarter of it at once: beyond that a sender whose
        /// CONNECT begins nothing is not told, and asks again (6.13). A flood of CONNECTs is not to be answered by a flood. Default 100.
        /// </summary>
        public int RejectionsPerSecondMax { get; set; } = 100;

        /// <summary>How long a CONNECT may be under way, 100 to 3,600,000 ms; then it is given up. Default 120,000.</summary>
        public int ConnectTimeoutMs { get; set; } = 120000;

        /// <summary>
        /// Requests of a client a second (PUBLISH, REGISTER, SUBSCRIBE, UNSUBSCRIBE, updates of the will), 1 to 1,000,000; 0 for no limit. Beyond it
        /// PUBLISH at QoS 0 is lost, and others are rejected with congestion. Default 0.
        /// </summary>
        public int ClientMessagesPerSecondMax { get; set; }

        /// <summary>The octets of these messages a second, 1 to 2^30; 0 for no limit. Beyond it as above. Default 0.</summary>
        public int ClientBytesPerSecondMax { get; set; }

        /// <summary>Seconds of both rates that a client can save, 1 to 3,600. Default 5.</summary>
        public int ClientBurstSeconds { get; set; } = 5;

        /// <summary>
        /// Ended sessions whose client may not send as much again as a new one yet, 1 to 65,536: another session of it goes on with what was left. At
        /// it that of the session that ended first is forgotten. Default 32.
        /// </summary>
        public int EndedRatesMax { get; set; } = 32;

        /// <summary>
        /// Changes of a client's address a minute, 1 to 10,000; 0 for no limit. Beyond it a sleeper is not woken from another address, and the client
        /// is reported. Default 10.
        /// </summary>
        public int MovesPerMinuteMax { get; set; } = 10;

        /// <summary>The limits of a gateway on a PC: 100,000 clients.</summary>
        public static GatewaySettings ForServer()
        {
            return new GatewaySettings
            {
                ClientsMax = ServerLimits.ClientsMax,
                TopicsPerClientMax = ServerLimits.TopicsPerClientMax,
                SubscriptionsPerClientMax = ServerLimits.SubscriptionsPerClientMax,
                TopicLengthMax = ServerLimits.TopicLengthMax,
                WillMessageLengthMax = ServerLimits.DatagramLengthMax,
                DatagramLengthMax = ServerLimits.DatagramLengthMax,
                BufferedMessagesPerClientMax = ServerLimits.BufferedMessagesPerClientMax,
                BufferedBytesPerClientMax = ServerLimits.BufferedBytesPerClientMax,
                BufferedMessagesMax = ServerLimits.BufferedMessagesMax,
                BufferedBytesMax = ServerLimits.BufferedBytesMax,
                InflightPerClientMax = ServerLimits.InflightPerClientMax,
                InflightMax = ServerLimits.InflightMax,
                PendingWillsMax = ServerLimits.ClientsMax,
                UnknownPeersMax = ServerLimits.UnknownPeersMax,
                RecallGapMs = ServerLimits.RecallGapMs,
                ConnectsUnderWayMax = ServerLimits.ConnectsUnderWayMax,
                RejectionsPerSecondMax = ServerLimits.RejectionsPerSecondMax,
                EndedRatesMax = ServerLimits.EndedRatesMax,
            };
        }

        /// <summary>What is wrong with the settings.</summary>
        /// <returns>A line a problem, with the setting's name and its range; null when there is none.</returns>
        public string Validate()
        {
            SettingsCheck check = new SettingsCheck();
            check.InRange("GatewayId", GatewayId, 0, 255);
            check.ZeroOrInRange("AdvertiseIntervalMs", AdvertiseIntervalMs, 1000, 65535000);
            check.InRange("GwInfoIntervalMs", GwInfoIntervalMs, 0, 60000);
            check.InRange("ClientsMax", ClientsMax, 1, 1000000);
            check.InRange("ClientIdLengthMax", ClientIdLengthMax, Limits.ClientIdLengthMax, 255);
            check.InRange("TopicsPerClientMax", TopicsPerClientMax, 1, Limits.TopicIdMax);
            check.InRange("SubscriptionsPerClientMax", SubscriptionsPerClientMax, 1, 10000);
            check.InRange("TopicLengthMax", TopicLengthMax, 2, 65000);
            check.InRange("WillMessageLengthMax", WillMessageLengthMax, 0, Limits.MessageLengthMax);
            check.InRange("DatagramLengthMax", DatagramLengthMax, 64, Limits.MessageLengthMax);
            ValidateBuffers(check);
            ValidateTimes(check);
            ValidateRates(check);
            if (Mode != GatewayMode.Aggregating && Mode != GatewayMode.Transparent)
            {
                check.Add("Mode must be Aggregating or Transparent");
            }

            if (PredefinedTopics == null)
            {
                check.Add("PredefinedTopics must not be null");
            }

            return check.Problems;
        }

        private void ValidateBuffers(SettingsCheck check)
        {
            check.InRange("BufferedMessagesPerClientMax", BufferedMessagesPerClientMax, 1, 100000);
            check.InRange("BufferedBytesPerClientMax", BufferedBytesPerClientMax, 64, 1 << 30);
            check.InRange("BufferedMessagesMax", BufferedMessagesMax, 1, 100000000);
            check.InRange("BufferedBytesMax", BufferedBytesMax, 64, 1 << 30);
            check.InRange("InflightPerClientMax", InflightPerClientMax, 1, 1000);
            check.InRange("InflightMax", InflightMax, 1, 1000000);
            check.InRange("FirstSubscriptionIdentifier", FirstSubscriptionIdentifier, 1, SubscriptionIdentifierMax);
            check.InRange("PendingWillsMax", PendingWillsMax, 1, 1000000);
            check.InRange("UnknownPeersMax", UnknownPeersMax, 1, 65536);
        }

        private void ValidateRates(SettingsCheck check)
        {
            check.InRange("ConnectsUnderWayMax", ConnectsUnderWayMax, 1, 1000000);
            check.InRange("RejectionsPerSecondMax", RejectionsPerSecondMax, 1, 1000000);
            check.InRange("ConnectTimeoutMs", ConnectTimeoutMs, 100, 3600000);
            check.InRange("ClientMessagesPerSecondMax", ClientMessagesPerSecondMax, 0, 1000000);
            check.InRange("ClientBytesPerSecondMax", ClientBytesPerSecondMax, 0, 1 << 30);
            check.InRange("ClientBurstSeconds", ClientBurstSeconds, 1, 3600);
            check.InRange("EndedRatesMax", EndedRatesMax, 1, 65536);
            check.InRange("MovesPerMinuteMax", MovesPerMinuteMax, 0, 10000);
        }

        private void ValidateTimes(SettingsCheck check)
        {
            check.InRange("RetryMs", RetryMs, 10, 600000);
            check.InRange("RetryCountMax", RetryCountMax, 0, 100);
            check.InRange("CongestionWaitMs", CongestionWaitMs, 10, 3600000);
            check.InRange("TolerancePercent", TolerancePercent, 0, 1000);
            check.InRange("ShortTolerancePercent", ShortTolerancePercent, 0, 1000);
            check.ZeroOrInRange("SessionExpiryMs", SessionExpiryMs, 1000, 3650L * 24 * 60 * 60 * 1000);
            check.InRange("UnknownPeerIntervalMs", UnknownPeerIntervalMs, 0, 60000);
            check.InRange("LateDuplicateMs", LateDuplicateMs, 0, 60000);
            check.InRange("RetainedWaitMs", RetainedWaitMs, 100, 600000);
            check.InRange("BrokerRetryMs", BrokerRetryMs, 10, 600000);
            check.InRange("BrokerOpenMs", BrokerOpenMs, 100, 600000);
            check.InRange("BrokerGraceMs", BrokerGraceMs, 0, 600000);
            check.InRange("RecallGapMs", RecallGapMs, 1, 60000);
        }
    }
}
