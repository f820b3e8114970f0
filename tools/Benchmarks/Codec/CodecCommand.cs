using System.CommandLine;
using System.Diagnostics;
using SensorNet.Benchmarks.Output;
using SensorNet.MqttSn;

namespace SensorNet.Benchmarks.Codec;

/// <summary>Messages a second and octets allocated for PUBLISH, both directions. Baseline: a copy of the same octets.</summary>
internal static class CodecCommand
{
    private const int PayloadLength = 50;
    private const int Rounds = 5;
    private const int MessagesARound = 5_000_000;

    public static Command Create()
    {
        Command command = new Command("codec", "MQTT-SN PUBLISH encoded and decoded on one core");
        command.SetAction(_ =>
        {
            Run();
            return 0;
        });
        return command;
    }

    private static void Run()
    {
        byte[] buffer = new byte[256];
        byte[] payload = new byte[PayloadLength];
        Message message = new Message();
        (Slice? target, Slice? data) = (new Slice(buffer), new Slice(payload));
        int length = PublishMessages.WritePublish(target, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 1, 1, data);
        byte[] copy = new byte[256];
        Slice copied = new Slice(copy);
        Report.Title($"codec: PUBLISH with {PayloadLength} octets of payload, best of {Rounds} rounds");
        double baseline = Measure("a copy of the datagram (baseline)", 0, _ => Buffer.BlockCopy(buffer, 0, copy, 0, length));
        Measure("encode", baseline, i => PublishMessages.WritePublish(
            copied, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 1, i & 0x7FFF | 1, data));
        Measure("decode", baseline, _ =>
        {
            if (!MessageDecoder.TryDecode(buffer, 0, length, message, out DecodeError error))
            {
                throw new InvalidOperationException($"decoding failed: {error}");
            }
        });
    }

    private static double Measure(string name, double baseline, Action<int> action)
    {
        TimeSpan best = TimeSpan.MaxValue;
        long allocated = 0L;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < MessagesARound; i++)
            {
                action(i);
            }

            TimeSpan elapsed = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            best = elapsed < best ? elapsed : best;
        }

        double rate = MessagesARound / best.TotalSeconds;
        string ratio = baseline > 0 ? $", {Report.Percent(rate / baseline)} of the baseline" : "";
        Report.Line(name, Report.Rate(rate), $"{Report.Bytes(allocated / (double)MessagesARound)} allocated a message{ratio}");
        return rate;
    }
}
