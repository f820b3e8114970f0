namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>Debian's Mosquitto.</summary>
internal sealed class MosquittoReal : ProcessBroker
{
    public override Task StartAsync()
    {
        Run(
            Programs.Find("mosquitto"), "-c",
            Write("mosquitto.conf", $"listener {Port} 127.0.0.1", "allow_anonymous true", "user root", "persistence false"));
        return Task.CompletedTask;
    }
}
