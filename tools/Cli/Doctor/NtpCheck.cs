using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether an NTP server answers an SNTP query (RFC 4330), and how far this computer's clock is from it.</summary>
internal sealed class NtpCheck(BrokerAddress server, CheckReport report, TimeProvider time)
{
    public const string Name = "ntp";
    public const int DefaultPort = 123;

    private const int PacketBytes = 48;
    private const int AttemptsMax = 3;
    private const int StratumAt = 1;
    private const int OriginateAt = 24;
    private const int ReceiveAt = 32;
    private const int TransmitAt = 40;
    private const int StratumMax = 15;

    /// <summary>RFC 4330, 4: leap indicator 0, version 4, mode 3 (client).</summary>
    private const byte ClientHeader = 0x23;

    private const int ModeMask = 0x07;
    private const int ServerMode = 4;
    private const int LeapAlarm = 3;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SkewNoted = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Era0 = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // RFC 4330, 3: where the highest bit is not set, the time is of the era that begins in 2036.
    private static readonly DateTimeOffset Era1 = new(2036, 2, 7, 6, 28, 16, TimeSpan.Zero);

    private const string Silent =
        "a node would have no time: its readings are without it, and with TLS it does not connect, as certificates have dates";

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            (IPAddress[] found, _) = await NodeAddresses.FindAsync(server.Host, stop).ConfigureAwait(false);
            if (found.Length == 0)
            {
                report.Failed(Name, NodeAddresses.Missing(server.Host), Silent);
                return;
            }

            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(new IPEndPoint(found[0], server.Port), stop).ConfigureAwait(false);
            await AskAsync(socket, stop).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            string why = failure.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"no NTP server listens at {server}",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"there is no host '{server.Host}'",
                _ => $"there is no way to {server}: {failure.Message}",
            };
            report.Failed(Name, why, Silent);
        }
    }

    private async Task AskAsync(Socket socket, CancellationToken stop)
    {
        byte[] answer = new byte[PacketBytes * 2];
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            byte[] query = new byte[PacketBytes];
            query[0] = ClientHeader;
            DateTimeOffset sentAt = time.GetUtcNow();
            WriteTime(query.AsSpan(TransmitAt), sentAt);
            await socket.SendAsync(query, SocketFlags.None, stop).ConfigureAwait(false);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(AnswerMax);
            try
            {
                int got = await socket.ReceiveAsync(answer.AsMemory(), SocketFlags.None, limit.Token).ConfigureAwait(false);
                Judge(answer.AsSpan(0, got), query, sentAt, time.GetUtcNow());
                return;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // The next attempt.
            }
        }

        report.Failed(Name, $"no answer from {server} within {(AnswerMax * AttemptsMax).TotalSeconds:0} s", Silent);
    }

    private void Judge(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> query, DateTimeOffset sentAt, DateTimeOffset receivedAt)
    {
        // RFC 4330, 5: what a client has to look at before it believes a reply.
        string? wrong =
            answer.Length < PacketBytes ? $"{answer.Length} bytes, where NTP has {PacketBytes}"
            : (answer[0] & ModeMask) != ServerMode ? $"mode {answer[0] & ModeMask}, where a server's is {ServerMode}"
            : answer[StratumAt] == 0 ? "stratum 0, a kiss-of-death: it does not want to be asked"
            : answer[StratumAt] > StratumMax || answer[0] >> 6 == LeapAlarm ? "its own clock is not synchronised"
            : !answer.Slice(OriginateAt, 8).SequenceEqual(query.Slice(TransmitAt, 8)) ? "the answer is not to this query"
            : BinaryPrimitives.ReadUInt64BigEndian(answer[TransmitAt..]) == 0 ? "it has no time"
            : null;
        if (wrong is not null)
        {
            report.Failed(Name, $"what {server} answers is no use: {wrong}", Silent);
            return;
        }

        // RFC 4330, 5: the clock's offset is ((T2 - T1) + (T3 - T4)) / 2.
        TimeSpan offset = ((ReadTime(answer[ReceiveAt..]) - sentAt) + (ReadTime(answer[TransmitAt..]) - receivedAt)) / 2;
        string skew = $"{Math.Abs(offset.TotalSeconds):0.0##} s {(offset < TimeSpan.Zero ? "ahead of" : "behind")} {server}";
        if (offset.Duration() > SkewMax)
        {
            report.Failed(
                Name, $"this computer's clock is {skew}", "one of them is wrong: a node takes the server's time, and judges certificates by it");
        }
        else if (offset.Duration() > SkewNoted)
        {
            report.Warning(Name, $"this computer's clock is {skew}", "times of readings and of this computer differ by that");
        }
        else
        {
            report.Ok(Name, $"{server} answers (stratum {answer[StratumAt]}); this computer's clock is {skew}");
        }
    }

    private static DateTimeOffset ReadTime(ReadOnlySpan<byte> field)
    {
        uint seconds = BinaryPrimitives.ReadUInt32BigEndian(field);
        double fraction = BinaryPrimitives.ReadUInt32BigEndian(field[4..]) / (double)(1L << 32);
        return (seconds >> 31 == 1 ? Era0 : Era1).AddSeconds(seconds + fraction);
    }

    private static void WriteTime(Span<byte> field, DateTimeOffset at)
    {
        double seconds = (at - Era0).TotalSeconds;
        BinaryPrimitives.WriteUInt32BigEndian(field, (uint)(ulong)seconds);
        BinaryPrimitives.WriteUInt32BigEndian(field[4..], (uint)((seconds - Math.Floor(seconds)) * (1L << 32)));
    }
}
