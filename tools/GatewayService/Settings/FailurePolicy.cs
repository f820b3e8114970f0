namespace SensorNet.GatewayService.Settings;

/// <summary>What happens when the store fails.</summary>
internal enum FailurePolicy
{
    /// <summary>The gateway goes on without it.</summary>
    Continue,

    /// <summary>The process ends.</summary>
    Stop,
}
