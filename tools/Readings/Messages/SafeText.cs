using System.Globalization;
using System.Text;

namespace SensorNet.Readings.Messages;

/// <summary>
/// Makes text from the network fit to be shown on a terminal: bounded in length, and without any character that
/// could move the cursor, change colours, reorder the line or hide.
/// </summary>
public static class SafeText
{
    private const char Ellipsis = '…';

    /// <summary>Escapes <paramref name="text"/>; the result has at most <paramref name="charsMax"/> characters.</summary>
    public static string Escape(string text, int charsMax)
    {
        StringBuilder shown = new StringBuilder(Math.Min(text.Length, charsMax));
        foreach (Rune rune in text.EnumerateRunes())
        {
            int lengthBefore = shown.Length;
            Append(shown, rune);
            if (shown.Length > charsMax)
            {
                shown.Length = Math.Min(lengthBefore, charsMax - 1);
                return shown.Append(Ellipsis).ToString();
            }
        }

        return shown.ToString();
    }

    /// <summary>
    /// Decodes a payload as UTF-8 and escapes it. Invalid bytes show as U+FFFD. No more of the payload is decoded
    /// than can be shown.
    /// </summary>
    public static string FromUtf8(ReadOnlySpan<byte> payload, int charsMax)
    {
        // A character takes four bytes of UTF-8 at most; one more is decoded so that the cut shows.
        int bytesMax = (charsMax + 1) * 4;
        return Escape(Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, bytesMax)]), charsMax);
    }

    private static void Append(StringBuilder shown, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            default:
                AppendShownOrEscaped(shown, rune);
                break;
        }
    }

    private static void AppendShownOrEscaped(StringBuilder shown, Rune rune)
    {
        if (IsHarmless(rune))
        {
            shown.Append(rune.ToString());
        }
        else
        {
            shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
        }
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // C0 and C1 controls; Format holds the bidirectional overrides and zero-width characters.
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        _ => true,
    };
}
