namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>Debian's RabbitMQ with its MQTT plugin, as a node of its own.</summary>
internal sealed class RabbitMqBroker : ProcessBroker
{
    private const string Versions = "/usr/lib/rabbitmq/lib";

    public override async Task StartAsync()
    {
        // The program on the path becomes the user rabbitmq, who cannot write here.
        Programs.Find("rabbitmq-server");
        string[] folders = Directory.Exists(Versions) ? Directory.GetDirectories(Versions, "rabbitmq_server-*") : [];
        string? script = folders.Select(folder => Path.Combine(folder, "sbin", "rabbitmq-server")).FirstOrDefault(File.Exists);
        if (script is null)
        {
            Assert.Inconclusive($"there is no rabbitmq-server in {Versions}/rabbitmq_server-*/sbin: install Debian's rabbitmq-server");
        }

        int names = FreePorts.Next();
        Run(Programs.Find("epmd"), "-port", $"{names}", "-address", "127.0.0.1");
        Write("enabled_plugins", "[rabbitmq_mqtt].");
        Write(
            "rabbitmq.conf",
            "listeners.tcp = none",
            $"mqtt.listeners.tcp.1 = 127.0.0.1:{Port}",
            "mqtt.allow_anonymous = true",
            "log.console = true",
            "log.file = false");
        Run(
            "env",
            $"HOME={Folder}",
            $"ERL_EPMD_PORT={names}",
            "ERL_EPMD_ADDRESS=127.0.0.1",
            $"RABBITMQ_NODENAME=sensornet{Port}@localhost",
            $"RABBITMQ_DIST_PORT={FreePorts.Next()}",
            $"RABBITMQ_CONFIG_FILE={Folder}/rabbitmq",
            $"RABBITMQ_GENERATED_CONFIG_DIR={Folder}/config",
            $"RABBITMQ_ENABLED_PLUGINS_FILE={Folder}/enabled_plugins",
            $"RABBITMQ_MNESIA_BASE={Folder}/mnesia",
            $"RABBITMQ_LOG_BASE={Folder}",
            $"RABBITMQ_PID_FILE={Folder}/pid",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}",
            script);
        await Wait.UntilAsync(
            () => Output.Contains("Server startup complete", StringComparison.Ordinal), "RabbitMQ is started", details: () => Output);
    }
}
