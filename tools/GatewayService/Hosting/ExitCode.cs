namespace SensorNet.GatewayService.Hosting;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A bug: a shard failed.</summary>
    public const int Failed = 1;

    public const int BadSettings = 2;

    /// <summary>An address of Udp:Listen or Udp:Discovery cannot be used.</summary>
    public const int CannotListen = 3;

    /// <summary>The store cannot be used, and Persistence:OnFailure is stop.</summary>
    public const int CannotKeep = 4;
}
