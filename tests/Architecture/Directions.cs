namespace SensorNet.Architecture.Tests;

/// <summary>Which project may use which: the arrows of the architecture.</summary>
internal static class Directions
{
    private static readonly Dictionary<string, string[]> Shared = new()
    {
        ["shared/Links"] = [],
        ["shared/Node"] = [],
        ["shared/MqttSn"] = [],
        ["shared/MqttSn.Client"] = ["shared/MqttSn"],
        ["shared/MqttSn.Gateway"] = ["shared/MqttSn"],
        ["shared/ConstrainedNode"] = ["shared/Node", "shared/MqttSn", "shared/MqttSn.Client"],
        ["shared/GatewayNode"] = ["shared/Node", "shared/MqttSn", "shared/MqttSn.Gateway"],
    };

    /// <summary>firmware/ and tools/ use shared/ and their own, tools/ also firmware/; nothing in shared/ knows them; within shared/ each project names what it uses.</summary>
    public static bool Allow(Use use)
    {
        var from = Folders.ProjectOf(use.Path);
        var to = Folders.ProjectOf(use.UsedPath);
        if (from == to)
        {
            return true;
        }

        if (Shared.TryGetValue(from, out var allowed))
        {
            return allowed.Contains(to) || to == "shared/Links";
        }

        // tools/ run the firmware as it is flashed.
        return TopOf(to) == "shared" || TopOf(from) == TopOf(to) || (TopOf(from) == "tools" && TopOf(to) == "firmware");
    }

    private static string TopOf(string project) => project.Split('/')[0];
}
