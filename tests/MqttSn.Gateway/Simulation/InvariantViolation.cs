namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>The gateway did what it must not, or not what it must.</summary>
internal sealed class InvariantViolation(string message) : Exception(message);
