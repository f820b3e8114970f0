using System.Buffers;
using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>Mosquitto and a subscriber of all that the node publishes, which is there whenever the broker is: before the node can be.</summary>
internal sealed class SoakBroker : IDisposable
{
    /// <summary>The node's topics.</summary>
    public const string Topics = "devices/soak/";

    private const string MarkerTopic = "soak/marker";
    private const string User = "subscriber";
    private const string Password = "of the soak";

    private readonly MosquittoBroker _broker;
    private readonly Action<string, string, bool> _note;
    private readonly SemaphoreSlim _markers = new(0);
    private IMqttClient? _client;
    private long _marker;

    /// <param name="note">Is told the topic below <see cref="Topics"/>, the payload and the retain flag of each message, one after the other.</param>
    public SoakBroker(Action<string, string, bool> note)
    {
        _note = note;
        _broker = Do(MosquittoBroker.StartAsync());
        Connect();
    }

    public int Port => _broker.Port;

    /// <summary>Whether it runs and is not frozen.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Ends it, and with it what it had not read or delivered.</summary>
    /// <param name="isKilled">By a signal that it cannot handle.</param>
    public void Stop(bool isKilled)
    {
        Drain();
        End(isKilled);
    }

    public void Start() => Start(false);

    /// <summary>Starts it again so that it refuses the node.</summary>
    public void StartRefusing() => Start(true);

    public void Freeze()
    {
        Drain();
        IsUp = false;
        _broker.Freeze();
    }

    public void Thaw()
    {
        _broker.Thaw();
        IsUp = true;
        Drain();
    }

    /// <summary>Kills it while it is frozen: what came to it meanwhile is lost.</summary>
    public void KillFrozen() => End(true);

    /// <summary>Waits until the subscriber has all that the broker has answered to.</summary>
    public void Drain()
    {
        if (IsUp)
        {
            Send(MarkerTopic, (++_marker).ToString(CultureInfo.InvariantCulture));
            Assert.IsTrue(_markers.Wait(Wait.Patience), "the subscriber gets what it has published itself");
        }
    }

    /// <summary>Publishes with QoS 1, and waits for the broker's acknowledgement.</summary>
    public void Send(string topic, string payload) => Do(_client!.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()));

    public void Dispose()
    {
        _client?.Dispose();
        _broker.Dispose();
        _markers.Dispose();
    }

    private static T Do<T>(Task<T> task) => task.WaitAsync(Wait.Patience).GetAwaiter().GetResult();

    private static void Do(Task task) => task.WaitAsync(Wait.Patience).GetAwaiter().GetResult();

    private void Start(bool isRefusing)
    {
        Do(_broker.ConfigureAsync(isRefusing ? User : null, isRefusing ? Password : null));
        Do(_broker.StartAsync());
        Connect();
    }

    private void End(bool isKilled)
    {
        IsUp = false;
        _client!.Dispose();
        Do(isKilled ? _broker.KillAsync() : _broker.StopAsync());
    }

    private void Connect()
    {
        _client = new MqttClientFactory().CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += e =>
        {
            Take(e.ApplicationMessage);
            return Task.CompletedTask;
        };

        // The broker is frozen for a while without the end of this connection.
        Do(_client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).WithCredentials(User, Password)
            .WithKeepAlivePeriod(TimeSpan.FromHours(12)).WithCleanSession().Build()));
        foreach (string filter in (string[])[Topics + "#", MarkerTopic])
        {
            Do(_client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce));
        }

        IsUp = true;
    }

    private void Take(MqttApplicationMessage message)
    {
        if (message.Topic == MarkerTopic)
        {
            _markers.Release();
            return;
        }

        byte[] payload = message.Payload.ToArray();
        _note(message.Topic[Topics.Length..], Encoding.UTF8.GetString(payload), message.Retain);
    }
}
