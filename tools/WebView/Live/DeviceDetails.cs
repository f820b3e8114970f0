namespace SensorNet.WebView.Live;

/// <summary>All that is known of a device.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="Info">What it says of itself.</param>
/// <param name="Diagnostics">Its counters.</param>
/// <param name="LastReadingUtc">When its last reading arrived; null before the first.</param>
/// <param name="Series">Its quantities that have a history.</param>
public sealed record DeviceDetails(
    DeviceRow Row,
    IReadOnlyList<NamedText> Info,
    IReadOnlyList<NamedText> Diagnostics,
    DateTimeOffset? LastReadingUtc,
    IReadOnlyList<SeriesKey> Series);
