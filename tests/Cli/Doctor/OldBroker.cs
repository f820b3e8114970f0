using System.Net.Sockets;

namespace SensorNet.Cli.Tests.Doctor;

/// <summary>A broker that speaks MQTT 3.1.1 alone: it lets clients in, and answers those of another level as a test wants it.</summary>
internal static class OldBroker
{
    private const byte Level311 = 4;

    // MQTT 3.1.1, 3.1.2: fixed header of two bytes or, with a longer packet, three; then the protocol's name of six bytes, and its level.
    private const int NameBytes = 6;

    /// <param name="refusal">The packet that answers another level.</param>
    /// <param name="levelsMax">How many clients of another level are let in before that: for them it is as if they were of MQTT 5.</param>
    public static OtherServer Start(byte[] refusal, int levelsMax = 0)
    {
        int other = 0;
        return new OtherServer(async (stream, stop) =>
        {
            byte[] packet = new byte[1024];
            int got = await stream.ReadAsync(packet, stop);
            int at = (packet[1] & 0x80) == 0 ? 2 : 3;
            if (got == 0 || packet[at + NameBytes] == Level311)
            {
                await AcceptAsync(stream, [0x20, 2, 0, 0], stop);
            }
            else if (Interlocked.Increment(ref other) <= levelsMax)
            {
                await AcceptAsync(stream, [0x20, 3, 0, 0, 0], stop);
            }
            else
            {
                await stream.WriteAsync(refusal, stop);
            }
        });
    }

    /// <summary>Lets it in, refuses its first subscription, and waits until it goes.</summary>
    private static async Task AcceptAsync(NetworkStream stream, byte[] connAck, CancellationToken stop)
    {
        await stream.WriteAsync(connAck, stop);
        byte[] packet = new byte[1024];
        while (await stream.ReadAsync(packet, stop) > 0)
        {
            if (packet[0] == 0x82)
            {
                // MQTT 5, 3.9: not authorized.
                await stream.WriteAsync(new byte[] { 0x90, 4, packet[2], packet[3], 0, 0x87 }, stop);
            }
        }
    }
}
