namespace SensorNet.Architecture.Tests;

/// <summary>Which project may use which: the arrows of the architecture.</summary>
internal static class Directions
{
    // What every link needs, whatever it speaks.
    private const string Links = "shared/Links";

    private static readonly Dictionary<string, string[]> Shared = new()
    {
        ["shared/Links"] = [],
        ["shared/Device"] = [Links],
        ["shared/Sensing"] = [Links, "shared/Device"],
        ["shared/Broker"] = [Links, "shared/Device"],
        ["shared/SetUp"] = [Links, "shared/Device"],
        ["shared/SensorNode"] = [Links, "shared/Device", "shared/Sensing", "shared/Broker"],
        ["shared/MqttSn"] = [Links],
        ["shared/MqttSn.Client"] = [Links, "shared/MqttSn"],
        ["shared/MqttSn.Gateway"] = [Links, "shared/MqttSn"],
        ["shared/ConstrainedNode"] = [Links, "shared/Device", "shared/Sensing", "shared/MqttSn", "shared/MqttSn.Client"],
        ["shared/GatewayNode"] = [Links, "shared/Device", "shared/Broker", "shared/MqttSn", "shared/MqttSn.Gateway"],
    };

    /// <summary>
    /// firmware/ and tools/ use shared/ and their own, tools/ also firmware/; nothing in shared/ knows them; within shared/ each project names what
    /// it uses.
    /// </summary>
    public static bool Allow(Use use)
    {
        string from = Folders.ProjectOf(use.Path);
        string to = Folders.ProjectOf(use.UsedPath);
        if (from == to)
        {
            return true;
        }

        if (Shared.TryGetValue(from, out string[]? allowed))
        {
            return allowed.Contains(to);
        }

        // tools/ run the firmware as it is flashed.
        return TopOf(to) == "shared" || TopOf(from) == TopOf(to) || (TopOf(from) == "tools" && TopOf(to) == "firmware");
    }

    private static string TopOf(string project) => project.Split('/')[0];
}
