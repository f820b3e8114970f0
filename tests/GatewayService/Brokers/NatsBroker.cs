namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>Debian's nats-server, whose sessions and retained messages are in JetStream.</summary>
internal sealed class NatsBroker : ProcessBroker
{
    // It ends the connection for a PUBLISH at QoS 2.
    public override string[] GatewayArguments => ["--Broker:QosMax", "1"];

    public override Task StartAsync()
    {
        Run(
            Programs.Find("nats-server"), "-c",
            Write(
                "nats.conf",
                "server_name: sensornet",
                "host: 127.0.0.1",
                $"port: {FreePorts.Next()}",
                $"jetstream {{ store_dir: \"{Folder}/jetstream\" }}",
                $"mqtt {{ host: 127.0.0.1, port: {Port} }}"));
        return Task.CompletedTask;
    }
}
