using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SensorNet.GatewayService.Admin;

/// <summary>Where a list of clients goes on: a shard, and a place in it. In a query it is both with a dot between them.</summary>
internal readonly record struct ClientPlace(int Shard, int Place)
{
    public static bool TryParse(string? text, out ClientPlace place)
    {
        place = default;
        if (text is null)
        {
            return true;
        }

        string[] parts = text.Split('.');
        if (parts.Length != 2 || !TryNumber(parts[0], out int shard) || !TryNumber(parts[1], out int number))
        {
            return false;
        }

        place = new ClientPlace(shard, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Shard}.{Place}");

    private static bool TryNumber([NotNullWhen(true)] string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
