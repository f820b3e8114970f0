using System.Text;

namespace SensorNet.Cli.Charsets;

/// <summary>Writes what a charset does not have in ASCII: what this program draws by something like it, any other character by its number.</summary>
internal sealed class ReadableFallback : EncoderFallback
{
    /// <summary><c>\u{10FFFF}</c>.</summary>
    public override int MaxCharCount => 10;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new ReadableFallbackBuffer();
}
