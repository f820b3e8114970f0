using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>Who may connect, publish and receive what; docs/access-control.md.</summary>
internal sealed record AccessSettings
{
    private const int PathLengthMax = 4_096;
    private const int ListLengthMax = 10_000;

    [TextSetting(PathLengthMax, "file of rules who may publish and receive what, in the syntax of Mosquitto's acl_file; read again when it changes")]
    public string? AclFile { get; init; }

    [TextSetting(PathLengthMax, "file of client ids and addresses that may connect or not; read again when it changes")]
    public string? ListFile { get; init; }

    [TextSetting(ListLengthMax, "client ids that may connect, with commas between them; * and ? stand for any characters and any one; none: all may")]
    public string? AllowClients { get; init; }

    [TextSetting(ListLengthMax, "client ids that may not connect, likewise")]
    public string? DenyClients { get; init; }

    [TextSetting(ListLengthMax, "IP addresses and ranges (192.168.0.0/16) that are heard, with commas between them; none: all are")]
    public string? AllowAddresses { get; init; }

    [TextSetting(ListLengthMax, "IP addresses and ranges that are not heard, likewise")]
    public string? DenyAddresses { get; init; }

    [BooleanSetting(true, "whether a client without an authenticated identity is the user of Access:AclFile that is named like its client id")]
    public bool ClientIdIsUser { get; init; }

    [BooleanSetting(
        false, "whether SUBSCRIBE is refused where no rule allows a message of it; otherwise it is accepted and nothing comes, as with Mosquitto")]
    public bool RefuseSubscribe { get; init; }
}
