using System.Globalization;
using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A payload names its message and the topic that it was meant for, so that whoever gets it can tell whether it should have.</summary>
internal static class Payload
{
    public static byte[] Make(char kind, long number, int topic) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}:{number}:{topic}"));

    public static bool TryRead(ReadOnlySpan<byte> payload, out (char Kind, long Number, int Topic) read)
    {
        string[] parts = Encoding.ASCII.GetString(payload).Split(':');
        read = default;
        if (parts.Length != 3 || parts[0].Length != 1
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out long number)
            || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out int topic)
            || topic < 0 || topic >= Topics.Names.Length)
        {
            return false;
        }

        read = (parts[0][0], number, topic);
        return true;
    }
}
