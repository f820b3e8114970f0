using System;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.Sensing.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A constrained node, boot after boot, before a gateway that does as it is told.</summary>
    public sealed class ScriptedRig
    {
        private const int StepsWithoutTimeMax = 1000;
        private FakeWorker _worker;
        private FakeClock _clock;
        private FakeSleep _sleep;
        private long _bootedMs;

        /// <summary>The settings; to be changed before <see cref="Boot"/>.</summary>
        public ConstrainedSettings Settings { get; } = new ConstrainedSettings
        {
            DeviceId = "n1", Root = "d", GatewayHost = "gateway.test", HasWill = false,
        };

        /// <summary>The gateway.</summary>
        public ScriptedGateway Gateway { get; } = new ScriptedGateway();

        /// <summary>The flash.</summary>
        public FakeStore Store { get; } = new FakeStore();

        /// <summary>The network.</summary>
        public FakeNetwork Network { get; } = new FakeNetwork();

        /// <summary>The debug output.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>This boot's loop.</summary>
        public ConstrainedLoop Loop { get; private set; }

        /// <summary>The time in ms since the first boot.</summary>
        public long NowMs => _bootedMs + _clock.UptimeMs;

        /// <summary>Boots the board: power on, or the end of a deep sleep.</summary>
        public void Boot(bool fromDeepSleep = false)
        {
            Gateway.Close();
            _worker = new FakeWorker();
            _clock = new FakeClock();
            _sleep = new FakeSleep(_clock) { WokeFromDeepSleep = fromDeepSleep };
            SettingsChanges changes =
                new SettingsChanges(new LossyFlash(), new FakeBoard(), Log, ConstrainedSettingsReader.Read, () => new ConstrainedDeclarations());
            Loop = new ConstrainedLoop(
                "ConstrainedNode",
                Settings,
                new FakeBoard(),
                new FakeSensor(),
                Network,
                Gateway,
                _sleep,
                Store,
                _worker,
                _clock,
                Log,
                new FakeRandom(true),
                new CommandParts { Changes = changes });
        }

        /// <summary>Lets time pass, from one due step to the next, until it is over or the node is in deep sleep.</summary>
        public void RunFor(long ms)
        {
            long endMs = _clock.UptimeMs + ms;
            while (true)
            {
                long nextMs = Settle();
                if (Loop.IsEnded || _clock.UptimeMs >= endMs)
                {
                    return;
                }

                nextMs = nextMs > _clock.UptimeMs ? nextMs : _clock.UptimeMs + 1;
                _clock.UptimeMs = nextMs < endMs ? nextMs : endMs;
            }
        }

        /// <summary>Runs boots until one ends after a time, in ms since the first boot. Returns how many boots there were.</summary>
        public int RunDeepUntil(long ms)
        {
            int boots = 0;
            while (NowMs < ms)
            {
                RunFor(120000);
                if (!_sleep.IsDeep)
                {
                    throw new InvalidOperationException("the node does not sleep");
                }

                boots++;
                _bootedMs += _clock.UptimeMs + _sleep.LastMs;
                Boot(true);
            }

            return boots;
        }

        private long Settle()
        {
            for (int i = 0; i < StepsWithoutTimeMax; i++)
            {
                long beforeMs = _clock.UptimeMs;
                long nextMs = Loop.Step();
                bool isBusy = _worker.Waiting > 0 || (Gateway.IsBusy && Gateway.IsOpen);
                _worker.RunAll();
                if (Loop.IsEnded || _clock.UptimeMs > beforeMs || (!isBusy && nextMs > _clock.UptimeMs))
                {
                    return nextMs;
                }
            }

            throw new InvalidOperationException("too many steps at " + _clock.UptimeMs.ToString() + " ms: a loop without end");
        }
    }
}
