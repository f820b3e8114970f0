namespace SensorNet.MqttSn
{
    /// <summary>
    /// Which counters of a sender have been accepted: the highest, and which of the 63 below it. What is older counts as accepted, and so does what
    /// is below the first one. Otherwise it is as IPsec's window (RFC 4303, 3.4.3) and DTLS's (RFC 6347, 4.1.2.6).
    /// </summary>
    public sealed class ReplayWindow
    {
        /// <summary>How many counters it knows, the highest included.</summary>
        public const int Size = 64;

        private ulong _accepted;

        /// <summary>The highest counter that was accepted; 0 for none.</summary>
        public uint Highest { get; private set; }

        /// <summary>Whether none has been accepted.</summary>
        public bool IsEmpty => Highest == 0;

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            Highest = 0;
            _accepted = 0;
        }

        /// <summary>Whether a counter has not been accepted and is not too old. 0 is no counter.</summary>
        public bool IsNew(uint counter)
        {
            if (counter > Highest)
            {
                return true;
            }

            uint age = Highest - counter;
            return counter != 0 && age < Size && (_accepted & (1UL << (int)age)) == 0;
        }

        /// <summary>Notes a counter for which <see cref="IsNew"/> says yes. To be called after the tag was found right.</summary>
        public void Accept(uint counter)
        {
            if (counter > Highest)
            {
                // What is below the first one may have been recorded before: it counts as accepted.
                uint step = counter - Highest;
                _accepted = IsEmpty ? ulong.MaxValue : step < Size ? (_accepted << (int)step) | 1 : 1;
                Highest = counter;
                return;
            }

            _accepted |= 1UL << (int)(Highest - counter);
        }
    }
}
