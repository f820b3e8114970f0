using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;
using SensorNet.WebView.Parts;

namespace SensorNet.WebView.Pages;

/// <summary>What is seen of all devices, in the page's address: a link or a reload shows the same.</summary>
public static class HomeAddress
{
    public static string Of(HomeView view)
    {
        List<KeyValuePair<string, string?>> query = [];
        Add(query, "q", view.Filter.Text);
        Add(query, "status", StatusChoice.Of(view.Filter));
        Add(query, "system", view.Filter.System ?? "");
        Add(query, "sort", view.Order.Sort == RowSort.Name ? "" : SortName(view.Order.Sort));
        Add(query, "reversed", view.Order.IsReversed ? "1" : "");
        Add(query, "trouble", view.Order.TroubleFirst ? "1" : "");
        foreach (DeviceKey key in view.Chosen ?? [])
        {
            query.Add(new("d", key.ToText()));
        }

        if (view.Chosen is { Count: 0 })
        {
            query.Add(new("d", ""));
        }

        WindowQuery.Add(view.Window, query);
        return QueryHelpers.AddQueryString("/", query);
    }

    /// <summary>What is not understood is as if it were not there.</summary>
    /// <param name="address">The whole address.</param>
    /// <param name="nowMs">The clock, in ms since 1970 (UTC).</param>
    public static HomeView Read(string address, long nowMs)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(new Uri(address).Query);
        return new HomeView
        {
            Filter = StatusChoice.Apply(
                new RowFilter
                {
                    Text = Text(query, "q"),
                    System = Text(query, "system") is { Length: > 0 } system ? system : null,
                },
                Text(query, "status")),
            Order = new RowOrder(SortOf(Text(query, "sort")), Text(query, "reversed") == "1", Text(query, "trouble") == "1"),
            Chosen = query.TryGetValue("d", out StringValues chosen) ? Keys(chosen) : null,
            Window = WindowQuery.Read(query, nowMs),
        };
    }

    private static DeviceKey[] Keys(StringValues chosen) =>
        [.. chosen.Where(text => text is { Length: > 0 }).Select(text => DeviceKey.Parse(text!)).Distinct().Take(ChartSource.DevicesMax)];

    private static string Text(Dictionary<string, StringValues> query, string key) =>
        query.TryGetValue(key, out StringValues text) ? text[0] ?? "" : "";

    private static void Add(List<KeyValuePair<string, string?>> query, string key, string value)
    {
        if (value.Length > 0)
        {
            query.Add(new(key, value));
        }
    }

    private static string SortName(RowSort sort) => sort switch
    {
        RowSort.Status => "status",
        RowSort.System => "system",
        RowSort.Age => "age",
        RowSort.Rate => "rate",
        RowSort.Missed => "gaps",
        _ => "name",
    };

    private static RowSort SortOf(string name) => Enum.GetValues<RowSort>().FirstOrDefault(sort => SortName(sort) == name);
}
