namespace SensorNet.WebView.Charts;

/// <summary>What a chart shows of one device, in numbers.</summary>
/// <param name="Name">The device, safe to show.</param>
/// <param name="Place">Its place among the devices shown, from 0.</param>
/// <param name="Last">The last value in view; of a bucket its mean. Null where there is nothing in view, like the others.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Mean">Of all values.</param>
/// <param name="Max">The largest.</param>
/// <param name="Count">How many values there are in view.</param>
public sealed record SeriesFigures(string Name, int Place, double? Last, double? Min, double? Mean, double? Max, long Count);
