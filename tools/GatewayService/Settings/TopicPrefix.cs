using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>What all topics begin with at the broker and nowhere else.</summary>
internal static class TopicPrefix
{
    /// <summary>Stands for a connection's client id.</summary>
    public const string ClientIdPlace = "%c";

    /// <summary>Octets of a prefix with a client id in it. With the longest topic name it is far below MQTT's 65,535 (3.1.1, 1.5.3).</summary>
    public const int BytesMax = 2_000;

    /// <summary>The rule that a prefix breaks; null for none.</summary>
    public static string? BrokenRule(string prefix, GatewayMode mode) => !AreLevels(prefix)
            ? "must be topic levels that end with /, without + and #, and not $share"
            : prefix.Contains(ClientIdPlace, StringComparison.Ordinal) && mode != GatewayMode.Transparent
                ? $"has {ClientIdPlace}, which needs Gateway:Mode transparent: otherwise all clients have one connection"
                : null;

    /// <summary>
    /// A template with the client id of a connection. False where the id cannot stand in a topic: it could then name topics of others, or as a
    /// wildcard all of them.
    /// </summary>
    public static bool TryExpand(string? template, string clientId, out byte[] prefix)
    {
        prefix = [];
        if (template is null)
        {
            return true;
        }

        if (template.Contains(ClientIdPlace, StringComparison.Ordinal) && !IsLevel(clientId))
        {
            return false;
        }

        prefix = Encoding.UTF8.GetBytes(Expand(template, clientId));
        return prefix.Length <= BytesMax;
    }

    /// <summary>A template with a client id in its places.</summary>
    public static string Expand(string template, string clientId) => template.Replace(ClientIdPlace, clientId, StringComparison.Ordinal);

    // Without / at its end "+" behind it would be no level of its own any more [MQTT-4.7.1-3].
    private static bool AreLevels(string prefix) =>
        !prefix.AsSpan().ContainsAny('+', '#') && !prefix.Any(char.IsControl) && prefix.EndsWith('/')
        && !prefix.StartsWith("$share/", StringComparison.Ordinal);

    private static bool IsLevel(string clientId) =>
        clientId.Length > 0 && !clientId.AsSpan().ContainsAny("/+#") && clientId[0] != '$' && !clientId.Any(char.IsControl);
}
