using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The protection encapsulation of MQTT-SN 2.0, for clients that cannot do DTLS.</summary>
internal sealed record ProtectionSettings
{
    [TextSetting(4_096, "file of keys, a line clientid:hexkey each; read again when it changes")]
    public string? KeyFile { get; init; }

    [TextSetting(4_096, "file in which the gateway keeps its counter over restarts; needed with Protection:KeyFile")]
    public string? CounterFile { get; init; }

    [ChoiceSetting(
        "which clients must protect what they send: those with a key, all, or none",
        "clients", ProtectionRequirement.ClientsWithKey, "all", ProtectionRequirement.All, "none", ProtectionRequirement.None)]
    public ProtectionRequirement Required { get; init; }
}
