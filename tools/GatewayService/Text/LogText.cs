using System.Text;

namespace SensorNet.GatewayService.Text;

/// <summary>What peers choose, for the log.</summary>
internal static class LogText
{
    /// <summary>UTF-8 octets as text; what could act on a terminal is shown as its code.</summary>
    public static string Printable(ReadOnlySpan<byte> octets)
    {
        StringBuilder text = new StringBuilder();
        foreach (char character in Encoding.UTF8.GetString(octets))
        {
            _ = char.IsControl(character) || char.IsSurrogate(character) ? text.Append($"\\u{(int)character:x4}") : text.Append(character);
        }

        return text.ToString();
    }
}
