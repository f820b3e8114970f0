using System.Diagnostics;
using Org.BouncyCastle.Tls;
using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>Messages that come in by a record and go back by one, a second on one core: the layer beside BouncyCastle alone.</summary>
internal static class RecordRate
{
    private const int Rounds = 5;
    private const int RecordsARound = 50_000;
    private const int ForgedCount = 20_000;
    private const int MessageLength = 64;

    private static readonly byte[] Key = Convert.FromHexString("00112233445566778899aabbccddeeff");

    public static void Print()
    {
        Report.Title($"DTLS records: messages of {MessageLength} octets in and back, best of {Rounds} rounds of {RecordsARound:N0}");
        Measure("PSK-AES128-CCM8", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
        Measure("PSK-AES128-GCM", CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);
    }

    private static void Measure(string name, int suite)
    {
        byte[] message = new byte[MessageLength];
        using LayerRun layer = new LayerRun(suite);
        (TimeSpan layerTime, double layerBytes) = Best(() => layer.MakeRecords(RecordsARound, message), layer.Receive);
        Require(layer.EchoCount, Rounds * RecordsARound);

        MemoryPeer peer = new MemoryPeer("node", Key, suite);
        BareLoop bare = new BareLoop(Key, suite);
        bare.Connect(peer);
        DtlsTransport records = peer.Records!;
        (TimeSpan bareTime, double bareBytes) = Best(() => MakeRecords(peer, records, message), bare.Receive);

        Report.Line($"{name}, the layer", Report.Rate(RecordsARound / layerTime.TotalSeconds), Cost(layerTime, layerBytes));
        Report.Line($"{name}, BouncyCastle alone", Report.Rate(RecordsARound / bareTime.TotalSeconds), Cost(bareTime, bareBytes));
        Report.Line($"{name}, time of the layer beside it", Report.Percent(layerTime / bareTime));
        PrintForged(name, layer, message);
    }

    // What it costs a shard to refuse a record with a wrong code.
    private static void PrintForged(string name, LayerRun layer, byte[] message)
    {
        byte[][] forged = layer.MakeRecords(ForgedCount, message);
        Array.ForEach(forged, record => record[^1] ^= 1);
        Stopwatch watch = Stopwatch.StartNew();
        foreach (byte[] record in forged)
        {
            // A second each: the layer looks at few of them in one.
            layer.AheadMs += 1_000;
            layer.Receive(record);
        }

        Report.Line($"{name}, a forged record", Report.Micros(watch.Elapsed.TotalMicroseconds / ForgedCount));
        Require(layer.EchoCount, Rounds * RecordsARound);
    }

    private static (TimeSpan Time, double Bytes) Best(Func<byte[][]> make, Action<byte[]> receive)
    {
        TimeSpan best = TimeSpan.MaxValue;
        double bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[][] records = make();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            Array.ForEach(records, receive);
            best = watch.Elapsed < best ? watch.Elapsed : best;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)RecordsARound;
        }

        return (best, bytes);
    }

    private static byte[][] MakeRecords(MemoryPeer peer, DtlsTransport records, byte[] message)
    {
        byte[][] made = new byte[RecordsARound][];
        for (int i = 0; i < made.Length; i++)
        {
            records.Send(message);
            made[i] = peer.Sent.Take();
        }

        return made;
    }

    private static string Cost(TimeSpan time, double bytes) =>
        $"{Report.Micros(time.TotalMicroseconds / RecordsARound)} and {Report.Bytes(bytes)} allocated a message";

    private static void Require(long count, long wanted)
    {
        if (count != wanted)
        {
            throw new InvalidOperationException($"{count} of {wanted} messages came back");
        }
    }
}
