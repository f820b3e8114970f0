using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;
using SensorNet.WebView.Parts;

namespace SensorNet.WebView.Pages;

/// <summary>What is seen of one device, in the page's address.</summary>
internal static class DeviceQuery
{
    public static string Of(DeviceKey key, TimeWindow window)
    {
        List<KeyValuePair<string, string?>> query = [];
        WindowQuery.Add(window, query);
        return QueryHelpers.AddQueryString(DeviceAddress.Of(key), query);
    }

    public static (DeviceKey Key, TimeWindow Window) Read(string address, long nowMs)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(new Uri(address).Query);
        string text = query.TryGetValue("d", out StringValues d) ? d[0] ?? "" : "";
        return (DeviceKey.Parse(text), WindowQuery.Read(query, nowMs));
    }
}
