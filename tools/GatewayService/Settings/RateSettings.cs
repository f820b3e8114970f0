using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>What peers may send; docs/access-control.md.</summary>
internal sealed record RateSettings
{
    private const int MessagesMax = 1_000_000;
    private const int BytesMax = 1 << 30;

    [IntegerSetting(0, 0, MessagesMax, "requests of a client a second (PUBLISH, REGISTER, SUBSCRIBE and so on); 0 for no limit")]
    public int ClientMessagesPerSecond { get; init; }

    [IntegerSetting(0, 0, BytesMax, "their octets a second; 0 for no limit")]
    public int ClientBytesPerSecond { get; init; }

    [IntegerSetting(0, 0, MessagesMax, "messages from an IP address (IPv6: a /64) a second; 0 for no limit")]
    public int AddressMessagesPerSecond { get; init; }

    [IntegerSetting(0, 0, BytesMax, "their octets a second; 0 for no limit")]
    public int AddressBytesPerSecond { get; init; }

    [IntegerSetting(0, 0, 100_000_000, "messages from all together a second; 0 for no limit")]
    public int TotalMessagesPerSecond { get; init; }

    [IntegerSetting(0, 0, BytesMax, "their octets a second; 0 for no limit")]
    public int TotalBytesPerSecond { get; init; }

    [IntegerSetting(5, 1, 3_600, "seconds of these rates that can be saved and sent at once")]
    public int BurstSeconds { get; init; }

    [IntegerSetting(
        10, 0, 10_000, "changes of a client's address a minute; beyond it that is logged, and a sleeper not woken elsewhere; 0 for no limit")]
    public int MovesPerMinute { get; init; }
}
