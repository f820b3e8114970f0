using System;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>The protection of a gateway on a board: its clients' keys, and a log of what it drops.</summary>
    public sealed class ClientProtection
    {
        /// <summary>How many counters are reserved on the flash at once.</summary>
        public const int CounterBlock = 16384;

        /// <summary>The least time between two lines of the log, in ms.</summary>
        public const int LogIntervalMs = 60000;

        private readonly ILog _log;
        private long _told;
        private long _notBeforeMs;

        /// <summary>Makes it.</summary>
        /// <param name="settings">Has the keys.</param>
        /// <param name="mac">HMAC-SHA256.</param>
        /// <param name="counters">Keeps the gateway's counter.</param>
        /// <param name="random">Fills the packets' random field.</param>
        /// <param name="log">Is told what was dropped.</param>
        public ClientProtection(GatewayNodeSettings settings, IMac mac, ICounterStore counters, Random random, ILog log)
        {
            _log = log;
            ProtectionKey[] keys = new ProtectionKey[settings.ClientKeys.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = new ProtectionKey(settings.ClientKeys[i].ClientId, settings.ClientKeys[i].Key, mac);
            }

            ProtectedClients clients = new ProtectedClients(keys, null, new CounterReserve(counters, CounterBlock, random), random);

            // 3.17.2.3: a client may use any tag up to a whole one, and is answered with one as long.
            Gateway = new GatewayProtection(settings.Protection, clients, DatagramPort.BytesMax + ProtectionFormat.OverheadMax);
        }

        /// <summary>What stands in front of the state machine.</summary>
        public GatewayProtection Gateway { get; }

        /// <summary>Tells of what was dropped: the first at once, then what has come of it at most every <see cref="LogIntervalMs"/>.</summary>
        public void Step(long nowMs)
        {
            long count = Gateway.Counters.DropCount;
            if (count == _told || nowMs < _notBeforeMs)
            {
                return;
            }

            _told = count;
            _notBeforeMs = nowMs + LogIntervalMs;
            string text = "protection: datagrams dropped since the start: " + count.ToString();
            for (int i = 0; i < ProtectionDrops.Count; i++)
            {
                if (Gateway.Counters.Drops[i] > 0)
                {
                    text += ", " + ProtectionDrops.Name(i) + " " + Gateway.Counters.Drops[i].ToString();
                }
            }

            _log.Write(text);
        }
    }
}
