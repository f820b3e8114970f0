using System.Globalization;
using System.Text;

namespace SensorNet.Cli.Charsets;

/// <summary>Gives the characters that stand for one that cannot be encoded.</summary>
internal sealed class ReadableFallbackBuffer : EncoderFallbackBuffer
{
    private string _text = "";
    private int _at;

    public override int Remaining => _text.Length - _at;

    public override bool Fallback(char charUnknown, int index) => Begin(charUnknown);

    public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) =>
        Begin(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

    // U+0000 says that there are no more.
    public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

    public override bool MovePrevious()
    {
        if (_at == 0)
        {
            return false;
        }

        _at--;
        return true;
    }

    public override void Reset()
    {
        _text = "";
        _at = 0;
    }

    private bool Begin(int codePoint)
    {
        _text = Replacement(codePoint);
        _at = 0;
        return _text.Length > 0;
    }

    private static string Replacement(int codePoint) => codePoint switch
    {
        // "21.5 °C" is "21.5 C".
        '°' => "",
        '…' => "...",
        '–' or '—' or '─' or '·' => "-",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{codePoint:X}}}"),
    };
}
