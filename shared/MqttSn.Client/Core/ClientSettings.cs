using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// A client's identity, timers and bounds. Given to <see cref="MqttSnClient"/>, which checks it and reads it from then on: not to be changed
    /// afterwards. Times are in milliseconds. The defaults are the best practice values of MQTT-SN 1.2, 7.2, where it has one.
    /// </summary>
    public sealed class ClientSettings
    {
        /// <summary>The longest address of a gateway, in octets: IPv6 and port.</summary>
        public const int AddressBytesMax = 18;

        /// <summary>The longest time that a setting can have: a day.</summary>
        public const int TimeMaxMs = 24 * 60 * 60 * 1000;

        /// <summary>The greatest length of a table or queue.</summary>
        public const int TableLengthMax = 4096;

        /// <summary>The greatest number of attempts that a setting can have.</summary>
        public const int CountMax = 1000;

        /// <summary>The client id: 1 to 23 octets of UTF-8 (5.3.1). Must be set.</summary>
        public string ClientId { get; set; }

        /// <summary>The gateway's address, as the transport understands it; null to look for gateways (6.1). Default null.</summary>
        public byte[] GatewayAddress { get; set; }

        /// <summary>
        /// T_RETRY: how long an answer is waited for before a message is sent again (6.13). Default 10 s; the specification advises 10 to 15 s.
        /// </summary>
        public int RetryMs { get; set; } = 10000;

        /// <summary>
        /// N_RETRY: how often a message is sent again before the gateway counts as lost (6.13). Default 3; the specification advises 3 to 5.
        /// </summary>
        public int RetryCount { get; set; } = 3;

        /// <summary>
        /// The first time that a congested gateway is left alone; it doubles each time up to <see cref="CongestionWaitMs"/>. Default 5 s. The
        /// specification begins with T_WAIT, but most refusals are a broker that is away for seconds, and a client that is silent for minutes then
        /// loses readings for nothing.
        /// </summary>
        public int CongestionFirstWaitMs { get; set; } = 5000;

        /// <summary>
        /// T_WAIT: the longest time that a congested gateway is left alone (6.5, 6.6, 6.9), no less than the first. Default 6 min; the specification
        /// says more than 5 min.
        /// </summary>
        public int CongestionWaitMs { get; set; } = 6 * 60 * 1000;

        /// <summary>
        /// How often a message rejected with congestion is sent again before its handle ends with <see cref="Outcome.Congestion"/>. Default 9: with
        /// the waits of above a gateway has about a quarter of an hour.
        /// </summary>
        public int CongestionRetryCount { get; set; } = 9;

        /// <summary>How often a topic is registered again for one message when the gateway rejects its id (6.6). Default 2.</summary>
        public int RegisterAgainCount { get; set; } = 2;

        /// <summary>
        /// Over how many connections an unanswered message is tried before its handle ends with <see cref="Outcome.Unanswered"/>. Default 3, at least
        /// 1.
        /// </summary>
        public int OperationAttemptsMax { get; set; } = 3;

        /// <summary>T_SEARCHGW: the longest random delay before SEARCHGW (6.1). Default 5 s.</summary>
        public int SearchDelayMaxMs { get; set; } = 5000;

        /// <summary>
        /// The longest time from the first SEARCHGW to the second, half of it at least; it doubles each time (6.1: "in an exponential manner").
        /// Default 10 s: other clients answer after up to T_GWINFO.
        /// </summary>
        public int SearchIntervalMs { get; set; } = 10000;

        /// <summary>The longest time between two SEARCHGW. Default 15 min.</summary>
        public int SearchIntervalMaxMs { get; set; } = 15 * 60 * 1000;

        /// <summary>The broadcast radius of SEARCHGW: 0 (all nodes) to 255 hops. Default 1.</summary>
        public int SearchRadius { get; set; } = 1;

        /// <summary>Whether other clients' SEARCHGW are answered with a gateway of the table (6.1). Default true.</summary>
        public bool AnswerSearches { get; set; } = true;

        /// <summary>T_GWINFO: the longest random delay before such an answer. Default 5 s.</summary>
        public int GatewayInfoDelayMaxMs { get; set; } = 5000;

        /// <summary>
        /// N_ADV: how many ADVERTISE in a row a gateway may miss before it counts as gone (6.1). Default 3; the specification advises 2 to 3.
        /// </summary>
        public int AdvertiseLossCount { get; set; } = 3;

        /// <summary>How much later than announced an ADVERTISE may come, in percent of the announced time, 0 to 100. Default 10.</summary>
        public int AdvertiseTolerancePercent { get; set; } = 10;

        /// <summary>How long a gateway stays in the table that is known by GWINFO only. Default 45 min: N_ADV times the least T_ADV.</summary>
        public int GatewayInfoLifetimeMs { get; set; } = 45 * 60 * 1000;

        /// <summary>
        /// The gateways in the table. At the limit the one that would expire first makes room, but never the one in use. Default 4.
        /// </summary>
        public int GatewaysMax { get; set; } = 4;

        /// <summary>
        /// Whether a lost connection is made again (6.11, 6.12, 6.13). If not, a loss leaves the client disconnected. Default true.
        /// </summary>
        public bool Reconnect { get; set; } = true;

        /// <summary>
        /// The wait after a first failed round of attempts at a fixed address, or after a second connection in a row that did not last; it doubles
        /// each time, and a random part of up to half is taken off. Default 10 s.
        /// </summary>
        public int ReconnectDelayMs { get; set; } = 10000;

        /// <summary>The longest such wait. Default 15 min.</summary>
        public int ReconnectDelayMaxMs { get; set; } = 15 * 60 * 1000;

        /// <summary>
        /// How many CONNECT exchanges and SEARCHGW may fail in a row before the client gives up; 0: it never does, at the pace of the longest waits.
        /// Default 0.
        /// </summary>
        public int AttemptsMax { get; set; }

        /// <summary>The commands that can wait, a message being one. At the limit a command is refused. Default 4.</summary>
        public int QueueLength { get; set; } = 4;

        /// <summary>The longest payload to publish, in octets; that much memory is taken for each place in the queue. Default 256.</summary>
        public int PayloadBytesMax { get; set; } = 256;

        /// <summary>The longest datagram to send, in octets. Default 512.</summary>
        public int DatagramBytesMax { get; set; } = 512;

        /// <summary>
        /// The topic ids that are remembered. At the limit the one used longest ago makes room, those only published to first. Default 16.
        /// </summary>
        public int TopicsMax { get; set; } = 16;

        /// <summary>
        /// The longest topic name that a gateway may register with this client, in octets. Longer ones are rejected as not supported. Default 128.
        /// </summary>
        public int TopicNameBytesMax { get; set; } = 128;

        /// <summary>
        /// The message ids of received QoS 2 messages that are remembered. At the limit the oldest makes room, finished ones first. Default 8.
        /// </summary>
        public int ReceivedIdsMax { get; set; } = 8;

        /// <summary>Whether the client, asleep, asks for its messages by itself before its sleep duration is over (6.14). Default true.</summary>
        public bool CheckWhileAsleep { get; set; } = true;

        /// <summary>
        /// The first message id, 1 to 65535; 0 for a random one, so that a restarted client does not repeat those of before. Default 0.
        /// </summary>
        public int FirstMessageId { get; set; }

        /// <summary>Checks all settings.</summary>
        /// <exception cref="ArgumentException">Names a setting and the rule that it breaks.</exception>
        public void Check()
        {
            CheckAddress();
            CheckTimes();
            CheckRange("RetryCount", RetryCount, 0, CountMax);
            CheckRange("CongestionRetryCount", CongestionRetryCount, 0, CountMax);
            CheckRange("RegisterAgainCount", RegisterAgainCount, 0, CountMax);
            CheckRange("OperationAttemptsMax", OperationAttemptsMax, 1, CountMax);
            CheckRange("SearchRadius", SearchRadius, 0, 255);
            CheckRange("AdvertiseLossCount", AdvertiseLossCount, 1, CountMax);
            CheckRange("AdvertiseTolerancePercent", AdvertiseTolerancePercent, 0, 100);
            CheckRange("AttemptsMax", AttemptsMax, 0, CountMax);
            CheckRange("FirstMessageId", FirstMessageId, 0, Limits.MessageIdMax);
            CheckSizes();
        }

        private static void CheckRange(string name, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                throw new ArgumentException(name + " is " + value.ToString() + ", and must be " + min.ToString() + " to " + max.ToString(), name);
            }
        }

        private void CheckAddress()
        {
            if (GatewayAddress != null)
            {
                CheckRange("GatewayAddress.Length", GatewayAddress.Length, 1, AddressBytesMax);
            }
        }

        private void CheckTimes()
        {
            CheckRange("RetryMs", RetryMs, 1, TimeMaxMs);
            CheckRange("CongestionFirstWaitMs", CongestionFirstWaitMs, 1, TimeMaxMs);
            CheckRange("CongestionWaitMs", CongestionWaitMs, CongestionFirstWaitMs, TimeMaxMs);
            CheckRange("SearchDelayMaxMs", SearchDelayMaxMs, 0, TimeMaxMs);
            CheckRange("SearchIntervalMs", SearchIntervalMs, 1, TimeMaxMs);
            CheckRange("SearchIntervalMaxMs", SearchIntervalMaxMs, SearchIntervalMs, TimeMaxMs);
            CheckRange("GatewayInfoDelayMaxMs", GatewayInfoDelayMaxMs, 0, TimeMaxMs);
            CheckRange("GatewayInfoLifetimeMs", GatewayInfoLifetimeMs, 1, TimeMaxMs);
            CheckRange("ReconnectDelayMs", ReconnectDelayMs, 1, TimeMaxMs);
            CheckRange("ReconnectDelayMaxMs", ReconnectDelayMaxMs, ReconnectDelayMs, TimeMaxMs);
        }

        private void CheckSizes()
        {
            CheckRange("GatewaysMax", GatewaysMax, 1, TableLengthMax);
            CheckRange("QueueLength", QueueLength, 1, TableLengthMax);
            CheckRange("TopicsMax", TopicsMax, 1, TableLengthMax);
            CheckRange("ReceivedIdsMax", ReceivedIdsMax, 1, TableLengthMax);
            CheckRange("DatagramBytesMax", DatagramBytesMax, MessageSender.DatagramBytesMin, Limits.MessageLengthMax);
            CheckRange("PayloadBytesMax", PayloadBytesMax, 0, DatagramBytesMax - MessageSender.PublishOverheadMax);
            CheckRange("TopicNameBytesMax", TopicNameBytesMax, 1, Limits.MessageLengthMax);
        }
    }
}
