using System;
using System.Collections;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.Sensing.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A constrained node, boot after boot, before a real gateway.</summary>
    public sealed class NodeRig
    {
        private const int StepsWithoutTimeMax = 1000;
        private long _bootedMs;

        /// <summary>The time at the world's beginning in ms since 1970, or 0 for a board that never knows the time.</summary>
        public long UtcAtStartMs = 1790000000000;

        /// <summary>The settings; to be changed before <see cref="Boot"/>.</summary>
        public ConstrainedSettings Settings { get; } =
            new ConstrainedSettings { DeviceId = "n1", GatewayHost = "gateway.test", GatewayPort = 1884, RetryMs = 1000 };

        /// <summary>The gateway, the broker and the socket.</summary>
        public GatewayWorld World { get; } = new GatewayWorld();

        /// <summary>The flash.</summary>
        public FakeStore Store { get; } = new FakeStore();

        /// <summary>The sensor.</summary>
        public FakeSensor Sensor { get; } = new FakeSensor();

        /// <summary>The network.</summary>
        public FakeNetwork Network { get; } = new FakeNetwork();

        /// <summary>The debug output.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>This boot's clock.</summary>
        public FakeClock Clock { get; private set; }

        /// <summary>This boot's sleep modes.</summary>
        public FakeSleep Sleep { get; private set; }

        /// <summary>This boot's loop.</summary>
        public ConstrainedLoop Loop { get; private set; }

        /// <summary>The flash but for the state of a deep sleep: the changes that commands made.</summary>
        public LossyFlash Flash { get; } = new LossyFlash();

        /// <summary>The light.</summary>
        public FakeLamp Lamp { get; } = new FakeLamp();

        /// <summary>The board.</summary>
        public FakeBoard Board { get; } = new FakeBoard();

        private FakeWorker _worker;
        private string _file;
        private int _intervalMs;
        private int _retryMs;
        private string _gatewayHost;

        /// <summary>Boots the board: power on, or the end of a deep sleep.</summary>
        public void Boot(bool fromDeepSleep = false)
        {
            _bootedMs = World.NowMs;
            World.Close();
            Clock = new FakeClock { UtcAtBootMs = UtcAtStartMs == 0 ? 0 : UtcAtStartMs + _bootedMs };
            Sleep = new FakeSleep(Clock) { WokeFromDeepSleep = fromDeepSleep };
            _worker = new FakeWorker();
            SettingsChanges changes = BeginChanges();
            Loop = new ConstrainedLoop(
                "ConstrainedNode",
                Settings,
                Board,
                Sensor,
                Network,
                World,
                Sleep,
                Store,
                _worker,
                Clock,
                Log,
                new FakeRandom(false),
                new CommandParts { Changes = changes, Lamp = Lamp });
        }

        // The settings file of this node, and what commands changed of it: this rig takes over the interval, T_RETRY and the gateway.
        private SettingsChanges BeginChanges()
        {
            if (_file == null)
            {
                _intervalMs = Settings.IntervalMs;
                _retryMs = Settings.RetryMs;
                _gatewayHost = Settings.GatewayHost;
                string sleep = Settings.Sleep == SleepMode.None ? "none" : Settings.Sleep == SleepMode.Light ? "light" : "deep";
                _file = "{\"deviceId\":\"n1\",\"gatewayHost\":\"gateway.test\",\"retryMs\":1000,\"intervalMs\":" + _intervalMs.ToString()
                    + ",\"sleep\":\"" + sleep + "\""
                    + (Settings.CheckSeconds > 0 ? ",\"checkSeconds\":" + Settings.CheckSeconds.ToString() : "") + "}";
            }

            SettingsChanges changes =
                new SettingsChanges(Flash, Board, Log, ConstrainedSettingsReader.Read, () => new ConstrainedDeclarations());
            ConstrainedSettings changed = (ConstrainedSettings)changes.Begin(Texts.Utf8(_file), Clock.UptimeMs);
            Settings.IntervalMs = changed == null ? _intervalMs : changed.IntervalMs;
            Settings.RetryMs = changed == null ? _retryMs : changed.RetryMs;
            Settings.GatewayHost = changed == null ? _gatewayHost : changed.GatewayHost;
            return changes;
        }

        /// <summary>Lets time pass, from one due step to the next, until it is over or the node is in deep sleep or has stopped.</summary>
        public void RunFor(long ms)
        {
            long endMs = World.NowMs + ms;
            while (!Loop.IsEnded)
            {
                long nextMs = Settle();
                if (Loop.IsEnded || World.NowMs >= endMs)
                {
                    return;
                }

                long worldNextMs = World.Gateway.NextDeadlineMs;
                long nodeNextMs = nextMs + _bootedMs + Sleep.UncountedMs;
                long untilMs = Bounded(worldNextMs < nodeNextMs ? worldNextMs : nodeNextMs, World.NowMs + 1, endMs);
                Clock.UptimeMs += untilMs - World.NowMs;
                World.NowMs = untilMs;
            }
        }

        /// <summary>Runs a boot until deep sleep, and sleeps until the next. False when the node did not go to sleep in time.</summary>
        public bool RunDeepCycle(long atMostMs = 120000)
        {
            RunFor(atMostMs);
            if (!Sleep.IsDeep)
            {
                return false;
            }

            World.NowMs += Sleep.LastMs;
            World.Step();
            Boot(true);
            return true;
        }

        /// <summary>The messages that reached a topic's last level, oldest first.</summary>
        public ArrayList Messages(string level)
        {
            ArrayList found = new ArrayList();
            for (int i = 0; i < World.Broker.Messages.Count; i++)
            {
                SnMessage message = (SnMessage)World.Broker.Messages[i];
                if (message.Topic == "devices/n1/" + level)
                {
                    found.Add(message);
                }
            }

            return found;
        }

        /// <summary>The sequence numbers of the readings that arrived, with commas.</summary>
        public string Sequences() => SequencesOf(Messages("readings"));

        /// <summary>The sequence numbers of messages, with commas.</summary>
        public static string SequencesOf(ArrayList messages)
        {
            string text = "";
            for (int i = 0; i < messages.Count; i++)
            {
                text += (i == 0 ? "" : ",") + Payloads.Number(Texts.OfUtf8(((SnMessage)messages[i]).Payload), "seq").ToString();
            }

            return text;
        }

        /// <summary>The newest message to a topic's last level as text, or an empty one.</summary>
        public string Last(string level)
        {
            ArrayList messages = Messages(level);
            return messages.Count == 0 ? "" : Texts.OfUtf8(((SnMessage)messages[messages.Count - 1]).Payload);
        }

        /// <summary>Says something on the node's command topic, as somebody at the broker would.</summary>
        public void Command(string command)
        {
            byte[] topic = Texts.Utf8("devices/n1/commands");
            byte[] payload = Texts.Utf8(command);
            World.Gateway.OnBrokerMessage(World.NowMs, 0, topic, 0, topic.Length, payload, 0, payload.Length, 1, false, 0);
        }

        private static long Bounded(long value, long min, long max)
        {
            long atLeast = value < min ? min : value;
            return atLeast > max ? max : atLeast;
        }

        private long Settle()
        {
            for (int i = 0; i < StepsWithoutTimeMax; i++)
            {
                long beforeMs = Clock.UptimeMs + Sleep.UncountedMs;
                World.Step();
                long nextMs = Loop.Step();

                // A light sleep moves the node's clock: the world follows.
                long sleptMs = Clock.UptimeMs + Sleep.UncountedMs - beforeMs;
                World.NowMs += sleptMs;
                bool isBusy = _worker.Waiting > 0;
                _worker.RunAll();
                if (Loop.IsEnded || sleptMs > 0 || (!World.Step() && !isBusy && nextMs > Clock.UptimeMs))
                {
                    return nextMs;
                }
            }

            throw new InvalidOperationException(
                "more than " + StepsWithoutTimeMax.ToString() + " steps at " + Clock.UptimeMs.ToString() + " ms: a loop without end");
        }
    }
}
