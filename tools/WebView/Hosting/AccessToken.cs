using System.Security.Cryptography;
using System.Text;

namespace SensorNet.WebView.Hosting;

/// <summary>A secret of 128 bits that is made for one run.</summary>
internal sealed class AccessToken
{
    private const int Bits = 128;

    private readonly byte[] _bytes;

    public AccessToken()
    {
        Text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bits / 8));
        _bytes = Encoding.ASCII.GetBytes(Text);
    }

    /// <summary>As it stands in an address.</summary>
    public string Text { get; }

    /// <summary>Compares in a time that does not tell how much is right.</summary>
    public bool Is(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _bytes);
}
