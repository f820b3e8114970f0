using System;

namespace SensorNet.Emulator;

/// <summary>The air around a sensor.</summary>
public interface IEnvironment
{
    /// <summary>The air at a time. Called from any thread.</summary>
    AirState At(DateTimeOffset time);
}
