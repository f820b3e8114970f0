namespace SensorNet.GatewayService.Access.Acl;

/// <summary>A line of an ACL file: <c>topic</c>, or <c>pattern</c> with places for the client id and the user.</summary>
/// <param name="Access">What it allows.</param>
/// <param name="Filter">The topic filter, as UTF-8.</param>
internal sealed record AclRule(AclAccess Access, byte[] Filter)
{
    /// <summary>Whether it has a place for the user (<c>%u</c>).</summary>
    public bool NamesUser { get; } = Filter.AsSpan().IndexOf("%u"u8) >= 0;

    /// <summary>The filter with the client id and the user in their places.</summary>
    /// <param name="clientId">For <c>%c</c>.</param>
    /// <param name="user">For <c>%u</c>; null leaves that as it is.</param>
    /// <param name="buffer">Where it is written; made larger where it must be.</param>
    public ReadOnlySpan<byte> Expand(byte[] clientId, byte[]? user, ref byte[] buffer)
    {
        int places = Filter.Length / 2;
        int octetsMax = Filter.Length + (places * Math.Max(clientId.Length, user?.Length ?? 0));
        if (buffer.Length < octetsMax)
        {
            buffer = new byte[octetsMax];
        }

        int written = 0;
        for (int at = 0; at < Filter.Length; at++)
        {
            bool isPlace = Filter[at] == '%' && at + 1 < Filter.Length;
            byte[]? put = !isPlace ? null : Filter[at + 1] switch { (byte)'c' => clientId, (byte)'u' => user, _ => null };
            if (put is null)
            {
                buffer[written++] = Filter[at];
                continue;
            }

            put.CopyTo(buffer.AsSpan(written));
            written += put.Length;
            at++;
        }

        return buffer.AsSpan(0, written);
    }
}
