using System.Text;

namespace SensorNet.Cli.Charsets;

/// <summary>The characters that an output can have. What it cannot is written in ASCII, and never as a question mark.</summary>
internal sealed class Charset
{
    private static readonly Rune LongEllipsis = new('…');
    private static readonly Rune Block = new('█');
    private static readonly Rune Rule = new('─');

    private readonly Encoding _strict;

    /// <param name="encoding">Encodes what the charset has.</param>
    public Charset(Encoding encoding)
    {
        _strict = WithFallback(encoding, EncoderFallback.ExceptionFallback);
        Encoding = WithFallback(encoding, new ReadableFallback());
        Ellipsis = Has(LongEllipsis) ? "…" : "~";
        HasBlocks = Has(Block);
        HasRules = Has(Rule);
    }

    public static Charset Utf8 { get; } = new(Encoding.UTF8);

    /// <summary>Encodes any text, without a byte order mark.</summary>
    public Encoding Encoding { get; }

    /// <summary>One column wide.</summary>
    public string Ellipsis { get; }

    public bool HasBlocks { get; }

    public bool HasRules { get; }

    /// <summary>The text as <see cref="Encoding"/> writes it, in characters of this charset alone: to be measured before it is written.</summary>
    public string Fit(string text) => Ascii.IsValid(text) ? text : Encoding.GetString(Encoding.GetBytes(text));

    private bool Has(Rune rune)
    {
        try
        {
            return _strict.GetByteCount(rune.ToString()) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding WithFallback(Encoding encoding, EncoderFallback fallback)
    {
        // A clone of UTF-8 without a byte order mark: Encoding.GetEncoding gives one with it.
        Encoding changed = encoding.CodePage == Encoding.UTF8.CodePage
            ? (Encoding)new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).Clone()
            : (Encoding)Encoding.GetEncoding(encoding.CodePage).Clone();
        changed.EncoderFallback = fallback;
        return changed;
    }
}
