using System.Text;

namespace SensorNet.Cli.Charsets;

/// <summary>Finds the charset of an output from the locale.</summary>
internal static class OutputCharset
{
    /// <summary>POSIX, 8.2: the first of these that is set and not empty is the locale of characters.</summary>
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private const string IsoPart = "iso8859";

    /// <param name="variable">Gives an environment variable.</param>
    /// <param name="isTerminal">False where a program or a file gets the output.</param>
    public static Charset Find(Func<string, string?> variable, bool isTerminal)
    {
        string locale = LocaleVariables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        int at = locale.IndexOf('@', StringComparison.Ordinal);
        string withoutModifier = at < 0 ? locale : locale[..at];
        if (withoutModifier is "C" or "POSIX")
        {
            // Scripts take this locale for the order of sorting and the like, and what they read is UTF-8. A terminal is taken at its word.
            return isTerminal ? new Charset(Encoding.ASCII) : Charset.Utf8;
        }

        int dot = withoutModifier.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Charset.Utf8 : Named(withoutModifier[(dot + 1)..]);
    }

    private static Charset Named(string name)
    {
        // glibc spells ISO-8859-15 also iso885915.
        string plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        string known = plain.StartsWith(IsoPart, StringComparison.OrdinalIgnoreCase) ? $"iso-8859-{plain[IsoPart.Length..]}" : name;
        try
        {
            return new Charset(Encoding.GetEncoding(known));
        }
        catch (ArgumentException)
        {
            // Unknown here, as the name of a locale may be: what nearly every terminal has.
            return Charset.Utf8;
        }
    }
}
