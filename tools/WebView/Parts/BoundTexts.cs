using System.Globalization;
using SensorNet.Readings.Devices;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>What is not shown because there is too much of it.</summary>
public static class BoundTexts
{
    public static IReadOnlyList<string> Of(LiveSummary summary)
    {
        List<string> texts = [];
        Add(texts, summary.MessagesBeyondLimit, $"messages are of devices beyond the first {Number(DeviceTable.DevicesMax)}, which are not shown");
        Add(texts, summary.Dropped, "messages came faster than they could be read, and are lost to this view");
        Add(texts, summary.SeriesBeyondLimit, "quantities have no history: there is no room for more");
        Add(texts, summary.HistoryShortened, "times a history gave up values before they were a day old, for want of memory");
        Add(texts, summary.ValuesTooOld, "values were more than a day old when they came, and are not in the charts");
        Add(texts, summary.ValuesBeyondLimit, $"values are of quantities beyond the first {DeviceState.ValuesMax} of a device, which are not kept");
        return texts;
    }

    private static void Add(List<string> texts, long count, string what)
    {
        if (count > 0)
        {
            texts.Add($"{Number(count)} {what}");
        }
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
