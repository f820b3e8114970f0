namespace SensorNet.MqttSn
{
    /// <summary>What the protection has counted. Written by its owner's thread only; whoever else reads it gets an estimate.</summary>
    public sealed class ProtectionCounters
    {
        /// <summary>Datagrams dropped, by <see cref="ProtectionDrop"/>.</summary>
        public readonly long[] Drops = new long[ProtectionDrops.Count];

        /// <summary>Protected packets that were accepted.</summary>
        public long Accepted;

        /// <summary>Packets of a gateway that told a client to name a counter of this start, sent or received.</summary>
        public long Challenges;

        /// <summary>All datagrams that were dropped.</summary>
        public long DropCount
        {
            get
            {
                long sum = 0;
                for (int i = 0; i < Drops.Length; i++)
                {
                    sum += Drops[i];
                }

                return sum;
            }
        }

        /// <summary>Counts a dropped datagram.</summary>
        public void Drop(ProtectionDrop reason) => Drops[(int)reason]++;
    }
}
