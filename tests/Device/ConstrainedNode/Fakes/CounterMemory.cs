using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A counter that is kept in memory.</summary>
    public sealed class CounterMemory : ICounterStore
    {
        private uint _value;

        public bool TryRead(out uint value)
        {
            value = _value;
            return true;
        }

        public bool TryWrite(uint value)
        {
            _value = value;
            return true;
        }
    }
}
