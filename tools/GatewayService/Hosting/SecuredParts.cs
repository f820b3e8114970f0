using SensorNet.GatewayService.Transport.Protection;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What the files that the settings name hold, read before the gateway starts.</summary>
/// <param name="Protection">Null where no client has a key.</param>
internal sealed record SecuredParts(ProtectionParts? Protection);
