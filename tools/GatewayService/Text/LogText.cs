using System.Text;

namespace SensorNet.GatewayService.Text;

/// <summary>What peers choose, for the log.</summary>
internal static class LogText
{
    /// <summary>UTF-8 octets as text; what could act on a terminal is shown as its code.</summary>
    public static string Printable(ReadOnlySpan<byte> octets) => Printable(Encoding.UTF8.GetString(octets));

    /// <summary>The same of a text.</summary>
    public static string Printable(string characters)
    {
        StringBuilder text = new StringBuilder(characters.Length);
        foreach (char character in characters)
        {
            _ = IsPrintable(character) ? text.Append(character) : text.Append($"\\u{(int)character:x4}");
        }

        return text.ToString();
    }

    /// <summary>The beginning of a text; what could act on a terminal is shown as a question mark.</summary>
    /// <param name="characters">The text.</param>
    /// <param name="lengthMax">The most characters that are shown.</param>
    public static string PrintableStart(string characters, int lengthMax) =>
        new([.. characters.Take(lengthMax).Select(character => IsPrintable(character) ? character : '?')]);

    private static bool IsPrintable(char character) => !char.IsControl(character) && !char.IsSurrogate(character);
}
