using System.Buffers.Binary;
using System.Net;
using SensorNet.Cli.Tests.Sn.Support;

namespace SensorNet.Cli.Tests.Doctor;

/// <summary>An NTP server whose clock and answers are as a test wants them.</summary>
internal sealed class ScriptedNtp : LoopbackSocket
{
    private static readonly DateTimeOffset Era0 = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ScriptedNtp()
        : base(IPAddress.Loopback)
    {
    }

    public TimeSpan Offset { get; private init; }

    public bool IsSilent { get; private init; }

    public byte Stratum { get; private init; } = 2;

    public static ScriptedNtp Start(TimeSpan offset = default, bool isSilent = false, byte stratum = 2)
    {
        ScriptedNtp server = new ScriptedNtp { Offset = offset, IsSilent = isSilent, Stratum = stratum };
        server.Begin();
        return server;
    }

    protected override void OnDatagram(byte[] datagram, IPEndPoint from)
    {
        if (IsSilent || datagram.Length < 48)
        {
            return;
        }

        byte[] answer = new byte[48];
        answer[0] = 0x24;
        answer[1] = Stratum;
        datagram.AsSpan(40, 8).CopyTo(answer.AsSpan(24));
        double seconds = (DateTimeOffset.UtcNow + Offset - Era0).TotalSeconds;
        foreach (int at in new[] { 32, 40 })
        {
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at), (uint)(ulong)seconds);
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at + 4), (uint)((seconds - Math.Floor(seconds)) * (1L << 32)));
        }

        SendTo(from, answer, 0, answer.Length);
    }
}
