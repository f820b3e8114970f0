namespace SensorNet.WebView.Csv;

/// <summary>Keeps a text that a device sent from being run as a formula where somebody opens the file in a spreadsheet.</summary>
internal static class FormulaGuard
{
    // https://owasp.org/www-community/attacks/CSV_Injection
    private const string Beginnings = "=+-@\t\r\n";

    /// <summary>The text, behind an apostrophe where it begins like a formula.</summary>
    public static string Of(string text) => text.Length > 0 && Beginnings.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
}
