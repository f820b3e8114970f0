using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What the files that the settings name hold, read before the gateway starts.</summary>
/// <param name="Dtls">Null where it does not listen for DTLS.</param>
internal sealed record SecuredParts(DtlsParts? Dtls);
