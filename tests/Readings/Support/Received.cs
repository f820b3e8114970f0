using System.Text;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Tests.Support;

/// <summary>Makes messages as if a broker had sent them.</summary>
internal static class Received
{
    public static WatchedMessage Text(string topic, string payload, TimeProvider? time = null, bool retained = false) =>
        Bytes(topic, Encoding.UTF8.GetBytes(payload), time, retained);

    public static WatchedMessage Bytes(string topic, byte[] payload, TimeProvider? time = null, bool retained = false)
    {
        time ??= new ManualTime();
        byte[] kept = payload[..Math.Min(payload.Length, WatchedMessage.PayloadBytesMax)];
        return new WatchedMessage(topic, kept, payload.Length, retained, 0, time.GetUtcNow(), time.GetTimestamp());
    }
}
