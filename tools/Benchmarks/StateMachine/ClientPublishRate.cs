using System.Diagnostics;
using SensorNet.Benchmarks.Output;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>PUBLISH messages of the client's state machine a second on one core.</summary>
internal static class ClientPublishRate
{
    private const int Rounds = 6;
    private const int MessagesARound = 2_000_000;
    private const int TopicId = 1;

    public static void Print()
    {
        Report.Title($"client: predefined topic, payload {MachineRun.PayloadLength} octets, best of {Rounds} rounds");
        Measure(0);
        Measure(1);
    }

    private static void Measure(int qos)
    {
        NullGateway gateway = new NullGateway();
        ClientSettings settings = new ClientSettings { ClientId = "load", GatewayAddress = [1] };
        MqttSnClient client = new MqttSnClient(settings, gateway, gateway, new Random(1));
        gateway.Serve(client);
        client.Connect(new ConnectOptions { CleanSession = true, KeepAliveSeconds = 3600 });
        gateway.Turn();
        TimeSpan best = TimeSpan.MaxValue;
        long allocated = 0L;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            PublishAll(client, gateway, qos);
            best = watch.Elapsed < best ? watch.Elapsed : best;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        if (gateway.Published != (long)Rounds * MessagesARound)
        {
            throw new InvalidOperationException($"{gateway.Published} of {(long)Rounds * MessagesARound} messages were done");
        }

        Report.Line($"client's PUBLISH at QoS {qos}{(qos > 0 ? ", acknowledged" : "")}", Report.Rate(MessagesARound / best.TotalSeconds),
            $"{Report.Micros(best.TotalMicroseconds / MessagesARound)} and {Report.Bytes(allocated / (double)MessagesARound)} allocated a message");
    }

    private static void PublishAll(MqttSnClient client, NullGateway gateway, int qos)
    {
        Topic topic = Topic.Predefined(TopicId);
        byte[] payload = new byte[MachineRun.PayloadLength];
        for (int i = 0; i < MessagesARound; i++)
        {
            client.Publish(topic, payload, 0, payload.Length, qos, false);
            gateway.Turn();
        }
    }
}
