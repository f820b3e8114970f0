using System;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>Random numbers that differ from board to board, so that boards that lost a broker together do not return together.</summary>
    public static class BoardRandom
    {
        /// <summary>Makes a generator seeded with the MAC address and the uptime.</summary>
        public static Random Create(IBoard board)
        {
            int seed = (int)Environment.TickCount64;
            byte[] mac = board.MacAddress;
            for (int i = 0; mac != null && i < mac.Length; i++)
            {
                seed = (seed * 31) + mac[i];
            }

            return new Random(seed & 0x7FFFFFFF);
        }
    }
}
