using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>Octets of memory a client, by what the heap holds after a full collection.</summary>
internal static class ClientMemory
{
    private const int MessagesASleeper = 10;

    public static void Print()
    {
        foreach (int clients in new[] { 1_000, 100_000 })
        {
            Report.Title($"state machine: memory of {clients:N0} clients");
            Report.Line("a connected idle client", Report.Bytes(Measure(clients, (run, client) => run.Connect(client))));
            Report.Line("... with a registered topic", Report.Bytes(Measure(clients, (run, client) =>
            {
                run.Connect(client);
                run.Register(client);
            })));
            Report.Line(
                $"a sleeping client with {MessagesASleeper} messages of {MachineRun.PayloadLength} octets",
                Report.Bytes(Measure(clients, FallAsleep)));
        }
    }

    private static void FallAsleep(MachineRun run, int client)
    {
        run.Connect(client);
        run.Subscribe(client);
        run.Sleep(client);
        for (int i = 0; i < MessagesASleeper; i++)
        {
            run.Deliver(client, i);
        }
    }

    private static double Measure(int clients, Action<MachineRun, int> add)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        MachineRun run = new MachineRun(clients);
        for (int client = 0; client < clients; client++)
        {
            add(run, client);
        }

        long octets = GC.GetTotalMemory(forceFullCollection: true) - before;
        if (run.Gateway.ClientCount != clients)
        {
            throw new InvalidOperationException($"{run.Gateway.ClientCount} of {clients} clients");
        }

        GC.KeepAlive(run);
        return octets / (double)clients;
    }
}
