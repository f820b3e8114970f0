using System;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Datagrams on their way: lost, doubled and late as a seeded generator says.</summary>
    public sealed class LossyNetwork
    {
        private const int UnderWayMax = 256;

        private readonly Random _random;
        private readonly int _lossPercent;
        private readonly int _doublePercent;
        private readonly int _delayMaxMs;
        private readonly byte[][] _datagrams = new byte[UnderWayMax][];
        private readonly long[] _arrivesMs = new long[UnderWayMax];
        private readonly bool[] _toClient = new bool[UnderWayMax];
        private int _count;

        /// <summary>A network.</summary>
        public LossyNetwork(Random random, int lossPercent, int doublePercent, int delayMaxMs)
        {
            _random = random;
            _lossPercent = lossPercent;
            _doublePercent = doublePercent;
            _delayMaxMs = delayMaxMs;
        }

        /// <summary>Whether nothing is lost, doubled or late from now on.</summary>
        public bool IsPerfect { get; set; }

        /// <summary>How many of the datagrams to the client arrive with an octet changed, in percent.</summary>
        public int CorruptPercent { get; set; }

        /// <summary>When the next datagram arrives.</summary>
        public long NextMs
        {
            get
            {
                int next = Next();
                return next < 0 ? long.MaxValue : _arrivesMs[next];
            }
        }

        /// <summary>Sends one.</summary>
        public void Send(long nowMs, bool toClient, byte[] buffer, int offset, int length)
        {
            if (IsPerfect)
            {
                Put(nowMs, toClient, buffer, offset, length);
                return;
            }

            if (_random.Next(100) >= _lossPercent)
            {
                Put(nowMs + _random.Next(_delayMaxMs + 1), toClient, buffer, offset, length);
            }

            if (_random.Next(100) < _doublePercent)
            {
                Put(nowMs + _random.Next(_delayMaxMs + 1), toClient, buffer, offset, length);
            }
        }

        /// <summary>Takes the one that arrives next.</summary>
        public byte[] Take(out bool toClient)
        {
            int next = Next();
            byte[] datagram = _datagrams[next];
            toClient = _toClient[next];
            _count--;
            for (int i = next; i < _count; i++)
            {
                _datagrams[i] = _datagrams[i + 1];
                _arrivesMs[i] = _arrivesMs[i + 1];
                _toClient[i] = _toClient[i + 1];
            }

            return datagram;
        }

        private int Next()
        {
            int next = -1;
            for (int i = 0; i < _count; i++)
            {
                if (next < 0 || _arrivesMs[i] < _arrivesMs[next])
                {
                    next = i;
                }
            }

            return next;
        }

        private void Put(long arrivesMs, bool toClient, byte[] buffer, int offset, int length)
        {
            if (_count == UnderWayMax)
            {
                return;
            }

            byte[] copy = new byte[length];
            Array.Copy(buffer, offset, copy, 0, length);
            if (toClient && !IsPerfect && _random.Next(100) < CorruptPercent)
            {
                copy[_random.Next(length)] ^= (byte)(1 << _random.Next(8));
            }

            _datagrams[_count] = copy;
            _arrivesMs[_count] = arrivesMs;
            _toClient[_count] = toClient;
            _count++;
        }
    }
}
