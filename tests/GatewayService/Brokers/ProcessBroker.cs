namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>A broker that is a program.</summary>
internal abstract class ProcessBroker : RealBroker
{
    private readonly List<ChildProcess> _processes = [];

    public override string Output => string.Join('\n', _processes.Select(process => process.Output));

    public override void Dispose()
    {
        // What was started last needs the others.
        foreach (ChildProcess process in Enumerable.Reverse(_processes))
        {
            process.Dispose();
        }

        base.Dispose();
    }

    protected void Run(string program, params string[] arguments) => _processes.Add(new ChildProcess(program, arguments));
}
