using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>The topics and filters of the simulated world, and MQTT's matching, written once more and as plainly as possible.</summary>
internal static class Topics
{
    public const int PredefinedId = 77;

    public static readonly string[] Names = ["a", "a/b", "a/b/c", "a/c", "b", "b/b", "x/y/z", "xy", "qq", "pre/defined", "$sys/a"];

    public static readonly string[] Filters = ["#", "a/#", "a/+", "+", "+/b", "a/b", "b", "x/+/z", "+/+/+", "xy", "pre/defined", "$sys/#", "a/b/c"];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static bool Matches(string filter, string name)
    {
        if (name[0] == '$' && (filter[0] == '#' || filter[0] == '+'))
        {
            return false;
        }

        string[] f = filter.Split('/');
        string[] n = name.Split('/');
        for (int i = 0; i < f.Length; i++)
        {
            if (f[i] == "#")
            {
                return true;
            }

            if (i >= n.Length || (f[i] != "+" && f[i] != n[i]))
            {
                return false;
            }
        }

        return f.Length == n.Length;
    }
}
