using SensorNet.MqttSn;

namespace SensorNet.Protection.Tests
{
    /// <summary>A store that outlives the objects that use it, as a flash does.</summary>
    public sealed class MemoryStore : ICounterStore
    {
        public uint Value;
        public bool FailsToRead;
        public bool FailsToWrite;
        public int Writes;

        public bool TryRead(out uint value)
        {
            value = Value;
            return !FailsToRead;
        }

        public bool TryWrite(uint value)
        {
            if (FailsToWrite)
            {
                return false;
            }

            Writes++;
            Value = value;
            return true;
        }
    }
}
