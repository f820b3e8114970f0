namespace SensorNet.GatewayService.Access.Acl;

/// <summary>Arrays by their octets.</summary>
internal sealed class OctetsComparer : IEqualityComparer<byte[]>
{
    public static readonly OctetsComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        HashCode hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
