using System.Buffers.Binary;
using System.Diagnostics;
using SensorNet.Benchmarks.Output;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>PUBLISH datagrams that the state machine takes a second on one core.</summary>
internal static class PublishRate
{
    private const int Clients = 100;
    private const int Rounds = 4;
    private const int MessagesARound = 2_000_000;
    private const int MessageIdOffset = 5;

    public static void Print()
    {
        Report.Title(
            $"state machine: {Clients} clients, topic {MachineRun.TopicLength}, payload {MachineRun.PayloadLength} octets, best of {Rounds} rounds");
        Measure(0);
        Measure(1);
    }

    private static void Measure(int qos)
    {
        MachineRun run = new MachineRun(Clients);
        byte[][] datagrams = new byte[Clients][];
        for (int client = 0; client < Clients; client++)
        {
            run.Connect(client);
            datagrams[client] = run.PublishOf(run.Register(client), qos, qos);
        }

        TimeSpan best = TimeSpan.MaxValue;
        long allocated = 0L;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            PublishAll(run, datagrams, qos);
            best = watch.Elapsed < best ? watch.Elapsed : best;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        if (run.Broker.Published != (long)Rounds * MessagesARound)
        {
            throw new InvalidOperationException($"{run.Broker.Published} of {(long)Rounds * MessagesARound} messages reached the broker");
        }

        Report.Line($"PUBLISH at QoS {qos}, to the broker{(qos > 0 ? " and acknowledged" : "")}", Report.Rate(MessagesARound / best.TotalSeconds),
            $"{Report.Micros(best.TotalMicroseconds / MessagesARound)} and {Report.Bytes(allocated / (double)MessagesARound)} allocated a message");
    }

    private static void PublishAll(MachineRun run, byte[][] datagrams, int qos)
    {
        NetworkAddress[] addresses = [.. Enumerable.Range(0, Clients).Select(MachineRun.Address)];
        ushort messageId = 0;
        int client = 0;
        for (int i = 0; i < MessagesARound; i++)
        {
            byte[] datagram = datagrams[client];
            if (qos > 0)
            {
                if (client == 0)
                {
                    messageId = messageId == ushort.MaxValue ? (ushort)1 : (ushort)(messageId + 1);
                }

                BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(MessageIdOffset), messageId);
            }

            run.Gateway.OnDatagram(i / 1000, addresses[client], datagram, 0, datagram.Length);
            if (qos > 0)
            {
                run.Gateway.OnBrokerPublished(i / 1000, run.Broker.LastToken, true);
            }

            client = client + 1 == Clients ? 0 : client + 1;
        }
    }
}
