namespace SensorNet.GatewayService.Hosting;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A bug: a shard failed.</summary>
    public const int Failed = 1;

    public const int BadSettings = 2;

    /// <summary>An address of Udp:Listen, Udp:Discovery or Admin:Listen cannot be used, or a file of rules was gone since it was checked.</summary>
    public const int CannotListen = 3;

    /// <summary>The store cannot be used, and Persistence:OnFailure is stop.</summary>
    public const int CannotKeep = 4;
}
