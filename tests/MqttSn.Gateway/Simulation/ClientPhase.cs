namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

internal enum ClientPhase
{
    Off,
    Connecting,
    Active,
    Sleeping,
    Awake,
}
