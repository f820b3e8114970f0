using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using SensorNet.Readings.Devices;
using SensorNet.Readings.History;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Csv;

/// <summary>
/// Writes readings as CSV (RFC 4180): a line for each value, or for each bucket where values are not kept one by one any more. The time is that of
/// the value, or the beginning of the bucket, in UTC.
/// </summary>
internal static class ReadingsCsv
{
    /// <summary>What some programs take for the end of a field as well.</summary>
    private const char OtherSeparator = ';';

    private static readonly string[] Head = ["time", "root", "device", "quantity", "unit", "count", "min", "mean", "max"];

    // RFC 4180, 2: lines end with CRLF.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    /// <summary>One series after the other, each as it is when its turn comes; nothing is collected.</summary>
    public static async Task WriteAsync(TextWriter output, LiveReadings live, CsvRequest request, CancellationToken cancellation)
    {
        await using CsvWriter csv = new CsvWriter(output, Format, leaveOpen: true);
        foreach (string name in Head)
        {
            csv.WriteField(name);
        }

        await csv.NextRecordAsync().ConfigureAwait(false);
        foreach (QuantityGroup group in live.Quantities().Where(group => IsOf(request.Quantities, group.Quantity)))
        {
            foreach (DeviceKey device in group.Devices.Where(device => IsOf(request.Devices, device)))
            {
                cancellation.ThrowIfCancellationRequested();
                SeriesSlice slice = live.Slice(new SeriesKey(device, group.Quantity), request.From, request.To, SeriesHistory.PointsMax);
                foreach (Bucket bucket in slice.Buckets)
                {
                    WriteRow(csv, device, group, bucket);
                    await csv.NextRecordAsync().ConfigureAwait(false);
                }

                await csv.FlushAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool IsOf<T>(IReadOnlyList<T> asked, T each) => asked.Count == 0 || asked.Contains(each);

    private static void WriteRow(CsvWriter csv, DeviceKey device, QuantityGroup group, Bucket bucket)
    {
        csv.WriteField(CsvRequest.TextOf(DateTimeOffset.FromUnixTimeMilliseconds(bucket.FromMs)));
        WriteText(csv, SafeText.Escape(device.Root, DeviceState.NameCharsMax));
        WriteText(csv, SafeText.Escape(device.Id, DeviceState.NameCharsMax));
        WriteText(csv, group.Name);
        WriteText(csv, group.Unit);
        csv.WriteField(bucket.Count);
        csv.WriteField(Number(bucket.Min));
        csv.WriteField(Number(bucket.Mean));
        csv.WriteField(Number(bucket.Max));
    }

    private static void WriteText(CsvWriter csv, string text)
    {
        string guarded = FormulaGuard.Of(text);
        if (guarded.Contains(OtherSeparator, StringComparison.Ordinal))
        {
            csv.WriteField(guarded, shouldQuote: true);
        }
        else
        {
            csv.WriteField(guarded);
        }
    }

    // Fifteen digits are those that were sent; more would be those of the binary number.
    private static string Number(double value) => value.ToString("G15", CultureInfo.InvariantCulture);
}
