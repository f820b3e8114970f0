using SensorNet.Device.Tests;
using SensorNet.MqttSn;

namespace SensorNet.GatewayNode.Tests
{
    /// <summary>A gateway on a board, between a broker and one peer that the test plays.</summary>
    public sealed class GatewayRig
    {
        private const int StepsMax = 50;
        private readonly FakeWorker _worker = new FakeWorker();
        private readonly byte[] _buffer = new byte[128];

        /// <summary>Makes it, online and announced.</summary>
        public GatewayRig(bool canOpen = true)
        {
            Socket.CanOpen = canOpen;
            GatewayNodeSettings settings = new GatewayNodeSettings();
            settings.Broker.DeviceId = "gw";
            settings.Broker.BrokerHost = "b";
            settings.Broker.KeepAliveSeconds = 3600;
            settings.Protocol.AdvertiseIntervalMs = 0;
            Loop = new GatewayLoop(
                "GatewayNode", settings, new FakeBoard(), new FakeNetwork(), Socket, Client, _worker, Clock, Log, new FakeRandom(true));
            Settle();
            for (int i = 0; i < 2; i++)
            {
                // Status, then info.
                Client.Answer();
                Settle();
            }
        }

        /// <summary>The clock.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>The debug output.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>The client of the broker.</summary>
        public BrokerClient Client { get; } = new BrokerClient();

        /// <summary>The socket to the peer.</summary>
        public PeerSocket Socket { get; } = new PeerSocket();

        /// <summary>The loop.</summary>
        public GatewayLoop Loop { get; }

        /// <summary>Steps until nothing is left to do at this moment.</summary>
        public void Settle()
        {
            for (int i = 0; i < StepsMax && !Loop.IsEnded; i++)
            {
                Loop.Step();
                _worker.RunAll();
            }
        }

        /// <summary>The peer connects, and takes the answer.</summary>
        public void ConnectPeer()
        {
            SayConnect();
            Socket.Hear();
        }

        /// <summary>The peer sends CONNECT.</summary>
        public void SayConnect()
        {
            byte[] id = Texts.Utf8("peer");
            Socket.Say(_buffer, ConnectMessages.WriteConnect(new Slice(_buffer), false, true, 60, new Slice(id)));
            Settle();
        }

        /// <summary>The peer connects with a will, and takes the answers.</summary>
        public void ConnectPeerWithWill()
        {
            byte[] id = Texts.Utf8("peer");
            Socket.Say(_buffer, ConnectMessages.WriteConnect(new Slice(_buffer), true, true, 60, new Slice(id)));
            Settle();
            Socket.Hear();
            Socket.Say(_buffer, WillMessages.WriteWillTopic(new Slice(_buffer), 0, false, new Slice(id)));
            Settle();
            Socket.Hear();
            Socket.Say(_buffer, WillMessages.WriteWillMsg(new Slice(_buffer), new Slice(id)));
            Settle();
            Socket.Hear();
        }

        /// <summary>The peer subscribes to the short topic name ab, QoS 1.</summary>
        public void Subscribe(int messageId)
        {
            int topic = ('a' << 8) | 'b';
            Socket.Say(_buffer, SubscribeMessages.WriteSubscribe(
                new Slice(_buffer), MessageFlags.Subscribe(false, 1, TopicIdType.ShortName), messageId, topic));
            Settle();
        }

        /// <summary>Somebody publishes at QoS −1 to a predefined topic that the gateway does not have.</summary>
        public void PublishUnknown(int topicId)
        {
            byte[] data = new byte[] { 1 };
            TopicIdType type = TopicIdType.Predefined;
            Socket.Say(_buffer, PublishMessages.WritePublish(
                new Slice(_buffer), MessageFlags.Publish(false, -1, false, type), topicId, 0, new Slice(data, 0, 1)));
            Settle();
        }

        /// <summary>The peer publishes to the short topic name ab, QoS 1.</summary>
        public void Publish(int messageId)
        {
            int topic = ('a' << 8) | 'b';
            byte[] data = new byte[] { 1 };
            Socket.Say(_buffer, PublishMessages.WritePublish(
                new Slice(_buffer), MessageFlags.Publish(false, 1, false, TopicIdType.ShortName), topic, messageId, new Slice(data, 0, 1)));
            Settle();
        }
    }
}
