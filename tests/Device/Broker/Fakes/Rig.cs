using System;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    /// <summary>A network, a broker, a worker and a clock around what is tested, and the time that passes for them.</summary>
    public abstract class Rig
    {
        private const int StepsWithoutTimeMax = 1000;

        /// <summary>Whether the worker runs what it is given; work that it does not run is work that blocks.</summary>
        public bool IsWorkerRunning = true;

        /// <summary>The settings; to be changed before the first step.</summary>
        public BrokerSessionSettings Settings { get; }

        /// <summary>The clock.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>The network.</summary>
        public FakeNetwork Network { get; } = new FakeNetwork();

        /// <summary>The broker.</summary>
        public FakeClientFactory Broker { get; private set; }

        /// <summary>The worker.</summary>
        public FakeWorker Worker { get; } = new FakeWorker();

        /// <summary>The debug output.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>The jitter: the longest waits.</summary>
        public Random Random = new FakeRandom(true);

        /// <summary>The newest client, or null.</summary>
        public FakeMqttClient Client => Broker.Client;

        /// <summary>Makes the parts.</summary>
        protected Rig(BrokerSessionSettings settings)
        {
            settings.DeviceId = "node-1";
            settings.BrokerHost = "broker.test";
            Settings = settings;
            Broker = new FakeClientFactory(Clock);
        }

        /// <summary>Does one step without letting time pass, and returns when the next is due.</summary>
        public abstract long Step();

        /// <summary>
        /// Steps and lets the worker and the broker do theirs, until nothing is left to do at this moment. Returns when something is due next.
        /// </summary>
        public long Settle()
        {
            for (int i = 0; i < StepsWithoutTimeMax; i++)
            {
                long nextMs = Step();
                if (!RunOthers() && nextMs > Clock.UptimeMs)
                {
                    return nextMs;
                }
            }

            throw new InvalidOperationException(
                "more than " + StepsWithoutTimeMax.ToString() + " steps at " + Clock.UptimeMs.ToString() + " ms: a loop without end");
        }

        /// <summary>Lets time pass, from one due step to the next.</summary>
        public void RunFor(long ms)
        {
            long endMs = Clock.UptimeMs + ms;
            long nextMs = Settle();
            while (nextMs <= endMs)
            {
                Clock.UptimeMs = nextMs;
                nextMs = Settle();
            }

            Clock.UptimeMs = endMs;
        }

        private bool RunOthers()
        {
            bool isBusy = false;
            if (IsWorkerRunning && Worker.Waiting > 0)
            {
                Worker.RunAll();
                isBusy = true;
            }

            if (Broker.IsAnswering && Client != null && Client.IsConnected)
            {
                isBusy = isBusy || Client.HasUnanswered;
                Client.Answer();
            }

            return isBusy;
        }
    }
}
