using System.Globalization;

namespace SensorNet.Benchmarks.Output;

/// <summary>Prints figures in lines of one shape.</summary>
internal static class Report
{
    public static void Title(string text) => Console.WriteLine($"\n{text}");

    public static void Line(string name, string figure, string? note = null) =>
        Console.WriteLine($"  {name,-52} {figure,14}{(note is null ? "" : "  " + note)}");

    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s");

    public static string Micros(double microseconds) => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.00} µs");

    public static string Bytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B");

    public static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576:0.0} MB");

    public static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0} %");
}
