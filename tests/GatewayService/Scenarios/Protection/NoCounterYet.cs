using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Protection;

/// <summary>The counter of a client that has just got its key: nothing was written, and what is written is for this start alone.</summary>
internal sealed class NoCounterYet : ICounterStore
{
    public bool TryRead(out uint value)
    {
        value = 0;
        return true;
    }

    public bool TryWrite(uint value) => true;
}
