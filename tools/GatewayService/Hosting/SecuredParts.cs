using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Protection;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What the files that the settings name hold, read before the gateway starts.</summary>
/// <param name="Dtls">Null where it does not listen for DTLS.</param>
/// <param name="Protection">Null where no client has a key.</param>
internal sealed record SecuredParts(DtlsParts? Dtls, ProtectionParts? Protection);
