namespace SensorNet.Benchmarks.Load;

/// <summary>What a simulated client waits for.</summary>
internal enum LoadStep
{
    Nothing,
    ConnAck,
    RegAck,
    SubAck,
    PubAck,
}
