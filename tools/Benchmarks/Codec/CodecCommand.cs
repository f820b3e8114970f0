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
        var command = new Command("codec", "MQTT-SN PUBLISH encoded and decoded on one core");
        command.SetAction(_ =>
        {
            Run();
            return 0;
        });
        return command;
    }

    private static void Run()
    {
        var buffer = new byte[256];
        var payload = new byte[PayloadLength];
        var message = new Message();
        var (target, data) = (new Slice(buffer), new Slice(payload));
        var length = PublishMessages.WritePublish(target, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 1, 1, data);
        var copy = new byte[256];
        var copied = new Slice(copy);
        Report.Title($"codec: PUBLISH with {PayloadLength} octets of payload, best of {Rounds} rounds");
        var baseline = Measure("a copy of the datagram (baseline)", 0, _ => Buffer.BlockCopy(buffer, 0, copy, 0, length));
        Measure("encode", baseline, i => PublishMessages.WritePublish(
            copied, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 1, i & 0x7FFF | 1, data));
        Measure("decode", baseline, _ =>
        {
            if (!MessageDecoder.TryDecode(buffer, 0, length, message, out var error))
            {
                throw new InvalidOperationException($"decoding failed: {error}");
            }
        });
    }

    private static double Measure(string name, double baseline, Action<int> action)
    {
        var best = TimeSpan.MaxValue;
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < MessagesARound; i++)
            {
                action(i);
            }

            var elapsed = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            best = elapsed < best ? elapsed : best;
        }

        var rate = MessagesARound / best.TotalSeconds;
        var ratio = baseline > 0 ? $", {Report.Percent(rate / baseline)} of the baseline" : "";
        Report.Line(name, Report.Rate(rate), $"{Report.Bytes(allocated / (double)MessagesARound)} allocated a message{ratio}");
        return rate;
    }
}
