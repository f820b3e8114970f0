using System.Collections.Concurrent;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A board that is online, a scripted broker, and a client that notes its events.</summary>
internal sealed class ClientFixture : IDisposable
{
    /// <summary>How much faster than real the time of a board may run for what takes the device many seconds: 30 s are 1.5 s.</summary>
    public const int Fast = 20;

    private readonly IDisposable _scope;

    /// <summary>Makes all of it. At more than the real speed a broker has less real time to answer: only for what it does not answer.</summary>
    public ClientFixture(int speed = 1, WifiDropEffect dropEffect = WifiDropEffect.Silence)
    {
        Board = TestBoards.CreateOnline(speed == 1 ? TimeProvider.System : new FastTimeProvider(speed), dropEffect);
        _scope = Board.Enter();
        Client = new MqttClient("127.0.0.1", Broker.Port, false, null, null, MqttSslProtocols.None);
        Client.MqttMsgPublished += (_, e) => Note($"published {e.MessageId} {e.IsPublished}");
        Client.MqttMsgPublishReceived += (_, e) =>
            Note($"received {e.Topic} {Encoding.UTF8.GetString(e.Message)} {(int)e.QosLevel} {e.Retain} {e.DupFlag}");
        Client.MqttMsgSubscribed += (_, e) => Note($"subscribed {e.MessageId} {string.Join(',', e.GrantedQoSLevels.Select(level => (int)level))}");
        Client.MqttMsgUnsubscribed += (_, e) => Note($"unsubscribed {e.MessageId}");
        Client.ConnectionClosed += (_, _) => Note($"closed {Client.IsConnected}");
    }

    public Board Board { get; }

    public ScriptedBroker Broker { get; } = new();

    public MqttClient Client { get; }

    public ConcurrentQueue<string> Events { get; } = new();

    public ConcurrentDictionary<int, byte> EventThreads { get; } = new();

    public MqttReasonCode Connect(ushort keepAlivePeriod = 60, bool cleanSession = true) =>
        Client.Connect("client", null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);

    public ushort Publish(string message, MqttQoSLevel qosLevel = MqttQoSLevel.AtMostOnce) =>
        Client.Publish("topic", Encoding.UTF8.GetBytes(message), null, null, qosLevel, false);

    public void ExpectEvent(string expected) =>
        Eventually.Holds(() => Events.Contains(expected), $"event \"{expected}\", but: {string.Join("; ", Events)}");

    public void Dispose()
    {
        _scope.Dispose();
        Board.Dispose();
        Broker.Dispose();
    }

    private void Note(string text)
    {
        EventThreads.TryAdd(Environment.CurrentManagedThreadId, 0);
        Events.Enqueue(text);
    }
}
