using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Tests;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>
    /// A client with a clock that the test holds. What the client does is a list of lines: <c>1&lt; 02 17</c> is a datagram to gateway 1, <c>*1&lt;
    /// 03 01 01</c> a broadcast with radius 1, <c>=Active</c> a state, all else an event. <see cref="Expect"/> names all lines since it was last
    /// called.
    /// </summary>
    public sealed class Rig : IClientTransport, IClientEvents
    {
        /// <summary>T_RETRY of the tests.</summary>
        public const int RetryMs = 10000;

        private const int LinesMax = 64;
        private const int StepsMax = 10000;

        private static readonly string[] StateNames = new string[]
        {
            "=Disconnected", "=Searching", "=Connecting", "=Waiting", "=Active", "=FallingAsleep", "=Asleep", "=Awake", "=Disconnecting",
        };

        private static readonly string[] OutcomeNames = new string[]
        {
            "accepted", "sent", "congestion", "invalid topic id", "not supported", "rejected", "unanswered", "unknown", "abandoned",
        };

        private static readonly string[] LostNames = new string[]
        {
            "no answer", "no ping answer", "gateway disconnected", "advertise missed", "refused", "gave up",
        };

        private readonly string[] _lines = new string[LinesMax];
        private int _lineCount;

        /// <summary>A client with a fixed gateway at address 1.</summary>
        public Rig()
            : this(FixedGateway())
        {
        }

        /// <summary>A client with settings of the test's.</summary>
        public Rig(ClientSettings settings)
        {
            Client = new MqttSnClient(settings, this, this, new Random(1));
        }

        /// <summary>The client.</summary>
        public MqttSnClient Client { get; }

        /// <summary>The time.</summary>
        public long NowMs { get; set; } = 1000;

        /// <summary>What the owner answers to a message.</summary>
        public bool TakesMessages { get; set; } = true;

        /// <summary>Called within OnConnected, if set.</summary>
        public IReaction OnConnectedReaction { get; set; }

        /// <summary>Called within OnPublished, if set.</summary>
        public IReaction OnPublishedReaction { get; set; }

        /// <summary>Settings with client id "n1", message ids from 1 and a fixed gateway at address 1.</summary>
        public static ClientSettings FixedGateway()
        {
            ClientSettings settings = Searching();
            settings.GatewayAddress = Address(1);
            return settings;
        }

        /// <summary>Settings with client id "n1", message ids from 1 and no gateway.</summary>
        public static ClientSettings Searching()
        {
            ClientSettings settings = new ClientSettings();
            settings.ClientId = "n1";
            settings.FirstMessageId = 1;
            return settings;
        }

        /// <summary>The address of a gateway of the tests.</summary>
        public static byte[] Address(int number) => new byte[] { (byte)number };

        /// <summary>A client that is connected, with CleanSession and a keep alive of 60 s.</summary>
        public static Rig Connected() => new Rig().Connect(true, 60);

        /// <summary>A client that sleeps for 300 s since <see cref="NowMs"/>.</summary>
        public static Rig Asleep()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.Client.Sleep(300);
            rig.Act();
            rig.Expect("=FallingAsleep", "1< 04 18 01 2C");
            rig.From(1, "02 18");
            rig.Expect("=Asleep", "sleeping 300");
            return rig;
        }

        /// <summary>Connects to gateway 1, without a will.</summary>
        public Rig Connect(bool cleanSession, int keepAliveSeconds)
        {
            Client.Connect(Options(cleanSession, keepAliveSeconds, null));
            Act();
            From(1, "03 05 00");
            Assert.AreEqual("=Active", StateNames[(int)Client.State], "the client connects");
            Clear();
            return this;
        }

        /// <summary>Options of CONNECT.</summary>
        public static ConnectOptions Options(bool cleanSession, int keepAliveSeconds, Will will)
        {
            ConnectOptions options = new ConnectOptions();
            options.CleanSession = cleanSession;
            options.KeepAliveSeconds = keepAliveSeconds;
            options.Will = will;
            return options;
        }

        /// <summary>Publishes text.</summary>
        public int Publish(Topic topic, string text, int qos)
        {
            byte[] payload = Packet.Ascii(text);
            return Client.Publish(topic, payload, 0, payload.Length, qos, false);
        }

        /// <summary>Calls the client, as its owner does after a command.</summary>
        public void Act()
        {
            Assert.AreEqual(0L, Client.NextDeadlineMs, "a command is due at once");
            Client.OnTime(NowMs);
        }

        /// <summary>A datagram of a gateway, in the middle of a larger buffer that is overwritten afterwards.</summary>
        public void From(int gateway, string hex)
        {
            byte[] octets = Hex.Read(hex);
            byte[] buffer = new byte[octets.Length + 4];
            Array.Copy(octets, 0, buffer, 2, octets.Length);
            byte[] from = Address(gateway);
            Client.OnDatagram(NowMs, from, buffer, 2, octets.Length);
            from[0] = 0xEE;
            Array.Clear(buffer, 0, buffer.Length);
        }

        /// <summary>Lets time pass, calling the client at each of its deadlines.</summary>
        public void Pass(long milliseconds)
        {
            long until = NowMs + milliseconds;
            for (int i = 0; i < StepsMax; i++)
            {
                long next = Client.NextDeadlineMs;
                if (next > until)
                {
                    NowMs = until;
                    return;
                }

                NowMs = next > NowMs ? next : NowMs;
                Client.OnTime(NowMs);
            }

            Assert.IsTrue(false, "the client comes to rest between its deadlines");
        }

        /// <summary>Lets the time pass to the next deadline, which is to be at the end of it, and calls the client.</summary>
        public void PassToDeadline(long milliseconds)
        {
            Assert.AreEqual(NowMs + milliseconds, Client.NextDeadlineMs, "the next deadline");
            Assert.AreEqual(string.Empty, Lines(), "nothing happens before the deadline");
            NowMs += milliseconds;
            Client.OnTime(NowMs);
        }

        /// <summary>Lets the time pass to the next deadline, which is to be half to all of a wait away, and calls the client.</summary>
        public void PassToWait(long longestMs)
        {
            long waitMs = Client.NextDeadlineMs - NowMs;
            Assert.IsTrue(waitMs >= longestMs / 2 && waitMs <= longestMs, "half to all of " + longestMs.ToString() + ": " + waitMs.ToString());
            PassToDeadline(waitMs);
        }

        /// <summary>Just before its deadline the client does nothing.</summary>
        public void IsQuietUntil(long milliseconds)
        {
            NowMs += milliseconds - 1;
            Client.OnTime(NowMs);
            Assert.AreEqual(string.Empty, Lines(), "nothing happens before the deadline");
            NowMs++;
        }

        /// <summary>All lines since the last call, in their order.</summary>
        public void Expect(params string[] lines)
        {
            string expected = string.Empty;
            for (int i = 0; i < lines.Length; i++)
            {
                expected += lines[i] + "\n";
            }

            string actual = Lines();
            Clear();
            Assert.AreEqual(expected, actual);
        }

        /// <summary>Forgets the lines.</summary>
        public void Clear() => _lineCount = 0;

        /// <summary>The lines since the last <see cref="Expect"/>.</summary>
        public string Lines()
        {
            string text = string.Empty;
            for (int i = 0; i < _lineCount; i++)
            {
                text += _lines[i] + "\n";
            }

            return text;
        }

        void IClientTransport.Send(byte[] address, byte[] buffer, int offset, int length) =>
            Note(Hex.Write(address, 0, address.Length).Substring(1) + "< " + Hex.Write(buffer, offset, length));

        void IClientTransport.Broadcast(int radius, byte[] buffer, int offset, int length) =>
            Note("*" + radius.ToString() + "< " + Hex.Write(buffer, offset, length));

        void IClientEvents.OnStateChanged(ClientState from, ClientState to) => Note(StateNames[(int)to]);

        void IClientEvents.OnGatewayFound(int gatewayId, byte[] address) =>
            Note("found " + gatewayId.ToString() + " at " + Hex.Write(address, 0, address.Length));

        void IClientEvents.OnGatewayGone(int gatewayId) => Note("gone " + gatewayId.ToString());

        void IClientEvents.OnConnected(bool resumed)
        {
            Note(resumed ? "connected, resumed" : "connected");
            if (OnConnectedReaction != null)
            {
                OnConnectedReaction.React(this);
            }
        }

        void IClientEvents.OnConnectRefused(ReturnCode code) => Note("refused " + ((int)code).ToString());

        void IClientEvents.OnLost(LostReason reason) => Note("lost: " + LostNames[(int)reason]);

        void IClientEvents.OnDisconnected() => Note("disconnected");

        bool IClientEvents.OnMessage(ReceivedMessage message)
        {
            string topic = message.Topic != null ? message.Topic.ToString() : message.TopicId.ToString("X4");
            string kind = message.TopicIdType == TopicIdType.Normal ? " n" : message.TopicIdType == TopicIdType.Predefined ? " p" : " s";
            Note("message " + topic + kind + " q" + message.Qos.ToString() + (
                message.Retain ? " r" : string.Empty) + (message.Dup ? " d" : string.Empty)
                + ": " + Hex.Write(message.Buffer, message.PayloadOffset, message.PayloadLength));
            return TakesMessages;
        }

        void IClientEvents.OnPublished(int handle, Outcome outcome)
        {
            Note("published " + handle.ToString() + " " + OutcomeNames[(int)outcome]);
            if (OnPublishedReaction != null)
            {
                OnPublishedReaction.React(this);
            }
        }

        void IClientEvents.OnRegistered(int handle, int topicId, Outcome outcome) =>
            Note("registered " + handle.ToString() + " id " + topicId.ToString() + " " + OutcomeNames[(int)outcome]);

        void IClientEvents.OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome) =>
            Note("subscribed " + handle.ToString() + " id " + topicId.ToString() + " q" + grantedQos.ToString() + " " + OutcomeNames[(int)outcome]);

        void IClientEvents.OnUnsubscribed(int handle, Outcome outcome) =>
            Note("unsubscribed " + handle.ToString() + " " + OutcomeNames[(int)outcome]);

        void IClientEvents.OnWillUpdated(int handle, Outcome outcome) => Note("will " + handle.ToString() + " " + OutcomeNames[(int)outcome]);

        void IClientEvents.OnPingAnswered(int elapsedMs) => Note("ping " + elapsedMs.ToString());

        void IClientEvents.OnSleeping(int durationSeconds) => Note("sleeping " + durationSeconds.ToString());

        void IClientEvents.OnAwakeDone(int messages) => Note("awake done " + messages.ToString());

        private void Note(string line)
        {
            Assert.IsTrue(_lineCount < LinesMax, "more lines than a test looks at: " + line);
            _lines[_lineCount++] = line;
        }
    }
}
