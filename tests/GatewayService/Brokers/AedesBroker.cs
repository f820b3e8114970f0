namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>aedes for Node.js (16 and later), taken from npm.</summary>
internal sealed class AedesBroker : ProcessBroker
{
    private const string Package = "aedes@0.51.3";

    public override async Task StartAsync()
    {
        string node = Programs.Find("node");
        using (ChildProcess npm = new ChildProcess(
            Programs.Find("npm"), "install", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--prefix", Folder, Package))
        {
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                Assert.Inconclusive($"npm cannot install {Package}: {npm.Output}");
            }
        }

        string script = Write(
            "broker.js",
            "const broker = require('aedes')();",
            $"require('net').createServer(broker.handle).listen({Port}, '127.0.0.1');");
        Run(node, script);
    }
}
