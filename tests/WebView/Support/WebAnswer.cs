using System.Globalization;

namespace SensorNet.WebView.Tests.Support;

/// <summary>An answer of HTTP.</summary>
/// <param name="Status">0 where the connection was closed without one.</param>
/// <param name="Head">The headers, a line each.</param>
/// <param name="Body">As text; with its chunks, if it came in chunks.</param>
internal sealed record WebAnswer(int Status, IReadOnlyList<string> Head, string Body)
{
    public static WebAnswer Parse(string text)
    {
        int bodyAt = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (bodyAt < 0)
        {
            return new WebAnswer(0, [], text);
        }

        string[] lines = text[..bodyAt].Split("\r\n");
        return new WebAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), lines[1..], text[(bodyAt + 4)..]);
    }

    /// <summary>All values of a header, with <c>|</c> between.</summary>
    public string Header(string name) => string.Join(
        '|', Head.Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()));
}
