using System.Globalization;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>Something of a log that could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in it.</param>
/// <param name="Bytes">Octets that were skipped.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct LogDamage(string File, long Offset, long Bytes, string Reason)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{File}: {Bytes} octets from {Offset} on are skipped: {Reason}");
}
