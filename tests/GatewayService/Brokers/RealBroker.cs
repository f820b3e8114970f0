using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>A broker of another maker on a free port of the loopback interface, with what the gateway has to be told for it.</summary>
internal abstract class RealBroker : IDisposable
{
    /// <summary>Its own files.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("sensornet-broker-").FullName;

    public int Port { get; } = FreePorts.Next();

    /// <summary>What the gateway is told beside host and port.</summary>
    public virtual string[] GatewayArguments => [];

    /// <summary>The user and password that it wants; null where it lets everybody in.</summary>
    public virtual (string User, string Password)? Account => null;

    /// <summary>What it has written, for a failure.</summary>
    public abstract string Output { get; }

    /// <summary>Starts a broker by its name in the table.</summary>
    public static async Task<RealBroker> StartAsync(string name)
    {
        RealBroker broker = name switch
        {
            "Mosquitto 2.0" => new MosquittoReal(),
            "RabbitMQ 3.10" => new RabbitMqBroker(),
            "NATS 2.9" => new NatsBroker(),
            "ejabberd 23.01" => new EjabberdBroker(),
            "aedes 0.51" => new AedesBroker(),
            "MQTTnet.Server 5.2" => new MqttNetBroker(),
            _ => throw new ArgumentException($"{name} is no broker that is known here", nameof(name)),
        };
        try
        {
            await broker.StartAsync();
            await Wait.UntilAsync(broker.CanConnect, $"{name} listens on port {broker.Port}", details: () => broker.Output);
            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    public abstract Task StartAsync();

    public virtual void Dispose() => Directory.Delete(Folder, recursive: true);

    protected string Write(string name, params string[] lines)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private bool CanConnect()
    {
        try
        {
            using TcpClient probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet: the caller asks again until its patience ends.
            return false;
        }
    }
}
