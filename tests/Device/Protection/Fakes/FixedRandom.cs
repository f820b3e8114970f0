using System;

namespace SensorNet.Protection.Tests
{
    /// <summary>Gives the same number again and again: <c>01 02 03 04</c> in the random field, and 0x101 as the first counter of all.</summary>
    public sealed class FixedRandom : Random
    {
        public override int Next(int maxValue) => maxValue == int.MaxValue ? 0x01020304 : 0x100;
    }
}
