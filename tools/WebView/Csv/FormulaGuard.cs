using System.Text;

namespace SensorNet.WebView.Csv;

/// <summary>Keeps a text that a device sent from being run as a formula where somebody opens the file in a spreadsheet.</summary>
internal static class FormulaGuard
{
    // https://owasp.org/www-community/attacks/CSV_Injection
    private const string Beginnings = "=+-@\t\r\n＝＋－＠";

    /// <summary>Spreadsheets of some languages take one of these for the end of a cell, in quotes or not.</summary>
    private const string Separators = ";|\t\r\n";

    /// <summary>The text, with an apostrophe wherever a cell may begin like a formula.</summary>
    public static string Of(string text)
    {
        StringBuilder guarded = new StringBuilder(text.Length + 1);
        bool isBeginning = true;
        foreach (char each in text)
        {
            if (isBeginning && Beginnings.Contains(each, StringComparison.Ordinal))
            {
                guarded.Append('\'');
            }

            guarded.Append(each);
            isBeginning = Separators.Contains(each, StringComparison.Ordinal) || (isBeginning && (char.IsWhiteSpace(each) || each == '"'));
        }

        return guarded.ToString();
    }
}
