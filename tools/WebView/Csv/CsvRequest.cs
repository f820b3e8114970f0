using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Csv;

/// <summary>Which readings are asked for as CSV.</summary>
/// <param name="Devices">None for all.</param>
/// <param name="Quantities">As sent; none for all.</param>
/// <param name="From">From.</param>
/// <param name="To">To before.</param>
public sealed record CsvRequest(IReadOnlyList<DeviceKey> Devices, IReadOnlyList<string> Quantities, DateTimeOffset From, DateTimeOffset To)
{
    public const string Path = "/readings.csv";

    /// <summary>More devices, or quantities, are refused: leave them out for all.</summary>
    public const int NamesMax = 1_000;

    private const string DeviceName = "device";
    private const string QuantityName = "quantity";
    private const string FromName = "from";
    private const string ToName = "to";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>The address of it, to be put into a link.</summary>
    public string ToAddress()
    {
        List<KeyValuePair<string, string?>> query =
        [
            .. Devices.Select(device => KeyValuePair.Create(DeviceName, (string?)device.ToText())),
            .. Quantities.Select(quantity => KeyValuePair.Create(QuantityName, (string?)quantity)),
            KeyValuePair.Create(FromName, (string?)TextOf(From)),
            KeyValuePair.Create(ToName, (string?)TextOf(To)),
        ];
        return QueryHelpers.AddQueryString(Path, query);
    }

    internal static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads the parameters <c>device</c>, <c>quantity</c>, <c>from</c> and <c>to</c>; without times it is the last day.</summary>
    internal static bool TryParse(IQueryCollection query, DateTimeOffset now, out CsvRequest request, out string problem)
    {
        request = new CsvRequest([], [], now, now);
        problem = query.Keys.FirstOrDefault(key => key is not (DeviceName or QuantityName or FromName or ToName)) is { } unknown
            ? $"there is no parameter '{SafeText.Escape(unknown, 40)}': there are {DeviceName}, {QuantityName}, {FromName} and {ToName}"
            : query[DeviceName].Count > NamesMax || query[QuantityName].Count > NamesMax
                ? $"there are more than {NamesMax} names: leave {DeviceName} or {QuantityName} out for all"
            : "";
        if (problem.Length > 0
            || !TryTime(query, FromName, now.AddDays(-1), out DateTimeOffset from, ref problem)
            || !TryTime(query, ToName, now.AddMinutes(1), out DateTimeOffset to, ref problem))
        {
            return false;
        }

        request = new CsvRequest([.. Texts(query[DeviceName]).Select(DeviceKey.Parse)], [.. Texts(query[QuantityName])], from, to);
        return true;
    }

    private static IEnumerable<string> Texts(StringValues values) => values.OfType<string>().Distinct();

    private static bool TryTime(IQueryCollection query, string name, DateTimeOffset otherwise, out DateTimeOffset time, ref string problem)
    {
        time = otherwise;
        if (!query.TryGetValue(name, out StringValues text)
            || DateTimeOffset.TryParse(text.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return true;
        }

        problem = $"'{SafeText.Escape(text.ToString(), 40)}' of '{name}' is no time such as 2026-03-01T12:00:00Z";
        return false;
    }
}
