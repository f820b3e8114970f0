using System.Diagnostics;
using MQTTnet;
using MQTTnet.Formatter;
using SensorNet.GatewayService.Tests.Scenarios;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>
/// What clients of the gateway get of a broker, in one mode. A thing that does not come is known by what comes after it: nothing waits for silence.
/// </summary>
internal sealed class BrokerProbe(RealBroker broker, GatewayProcess gateway, string mode, MqttProtocolVersion version)
{
    private const string Yes = "yes";
    private const string No = "no";
    private const string Refused = "refused";
    private const string EndsConnection = "ends the connection";
    private const string End = "end";
    private const int ShareMessages = 8;

    // What came before SUBACK.
    private readonly Dictionary<SnPeer, List<(string Data, int Qos, bool Retain)>> _early = [];

    // What the broker takes of a publisher; RabbitMQ and NATS end the connection at 2.
    private int QosMax => broker is RabbitMqBroker or NatsBroker ? 1 : 2;

    /// <summary>The cells of the table, by column.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        using Observer observer = await Observer.StartAsync(broker, version, $"{mode}/up/#");
        using SnPeer lost = new SnPeer(gateway.EndPoint, $"{mode}-lost");
        lost.ConnectWithWill($"{mode}/up/will", "lost", keepAlive: 1);
        string up = await PublishUpAsync(observer);
        string down = await PublishDownAsync(observer);
        string retained = await RetainedAsync(observer);
        string shared = await SharedAsync(observer);
        string kept = await KeptAsync(observer);
        string expiry = version == MqttProtocolVersion.V500 ? await ExpiryAsync(observer) : "-";
        await WaitForAsync(observer, $"{mode}/up/will");
        return [up, down, retained, Yes, shared, kept, expiry];
    }

    // At which QoS each arrives.
    private async Task<string> PublishUpAsync(Observer observer)
    {
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, $"{mode}-up");
        List<string> arrived = [];
        for (int qos = 0; qos <= 2; qos++)
        {
            string topic = $"{mode}/up/{qos}";
            int topicId = client.Register(topic);
            client.Publish(topicId, "x", qos);
            Action? again = qos > 0 ? null : () => client.Publish(topicId, "x", 0);
            arrived.Add($"{(int)(await WaitForAsync(observer, topic, again)).QualityOfServiceLevel}");
        }

        return string.Join(' ', arrived);
    }

    // At which QoS each arrives, by a filter with a wildcard.
    private async Task<string> PublishDownAsync(Observer observer)
    {
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, $"{mode}-down");
        client.Subscribe($"{mode}/down/+", 2);
        List<int> arrived = [];
        for (int qos = 0; qos <= QosMax; qos++)
        {
            await observer.PublishAsync($"{mode}/down/x", $"{qos}", qos);
            arrived.Add(TakeUntil(client, $"{qos}")[^1].Qos);
        }

        return string.Join(' ', arrived);
    }

    private async Task<string> RetainedAsync(Observer observer)
    {
        await observer.PublishAsync($"{mode}/retained", "kept", 1, retain: true);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, $"{mode}-retained");
        client.Subscribe($"{mode}/{End}", 1);
        client.SendSubscribe($"{mode}/retained", 1);
        TakeUntilSubscribed(client);
        await observer.PublishAsync($"{mode}/{End}", End, 1);
        return TakeUntil(client, End).Any(message => message is { Data: "kept", Retain: true }) ? Yes : No;
    }

    private async Task<string> SharedAsync(Observer observer)
    {
        using SnPeer one = SnPeer.Connected(gateway.EndPoint, $"{mode}-share1");
        using SnPeer two = SnPeer.Connected(gateway.EndPoint, $"{mode}-share2");
        foreach (SnPeer client in (SnPeer[])[one, two])
        {
            client.Subscribe($"{mode}/{End}", 1);
            client.SendSubscribe($"$share/group/{mode}/work", 1);
            if (!await IsAnsweredAsync(client))
            {
                return EndsConnection;
            }

            if (TakeUntilSubscribed(client) != ReturnCode.Accepted)
            {
                return Refused;
            }
        }

        for (int i = 0; i < ShareMessages; i++)
        {
            await observer.PublishAsync($"{mode}/work", $"work {i}", 1);
        }

        await observer.PublishAsync($"{mode}/{End}", End, 1);
        int first = CountOfWork(one);
        int second = CountOfWork(two);
        bool isShared = first + second == ShareMessages && first > 0 && second > 0;
        return isShared ? Yes : first + second == 0 ? No : $"{first} and {second} of {ShareMessages}";
    }

    private int CountOfWork(SnPeer client) => TakeUntil(client, End).Count(message => message.Data.StartsWith("work", StringComparison.Ordinal));

    // False where the broker ends the client's connection in the place of an answer.
    private async Task<bool> IsAnsweredAsync(SnPeer client)
    {
        bool isAnswered = false;
        await Wait.UntilAsync(
            () => (isAnswered = client.HasMessage(TimeSpan.Zero)) || gateway.Says("a client's broker connection ended"),
            "SUBACK, or the end of the connection", details: () => gateway.Output);
        return isAnswered;
    }

    // CleanSession=0: what comes while the client is away.
    private async Task<string> KeptAsync(Observer observer)
    {
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, $"{mode}-kept", cleanSession: false);
        client.Subscribe($"{mode}/kept", 1);
        client.Subscribe($"{mode}/{End}", 1);
        client.Disconnect();
        await observer.PublishAsync($"{mode}/kept", "while away", 1);
        client.Connect(cleanSession: false);
        await observer.PublishAsync($"{mode}/{End}", End, 1);
        return TakeUntil(client, End).Any(message => message.Data == "while away") ? Yes : No;
    }

    // Of a sleeper's messages the one that has expired does not come.
    private async Task<string> ExpiryAsync(Observer observer)
    {
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, $"{mode}-expiry");
        client.Subscribe($"{mode}/expiry", 1);
        client.Sleep(60);
        Stopwatch watch = Stopwatch.StartNew();
        await observer.PublishAsync($"{mode}/expiry", "short", 1, expirySeconds: 1);
        await observer.PublishAsync($"{mode}/expiry", "long", 1, expirySeconds: 600);
        await Wait.UntilAsync(() => watch.ElapsedMilliseconds > 1_500, "the message has expired");
        List<string> got = [];
        await Wait.UntilAsync(
            () =>
            {
                client.SendWakeUp();
                while (client.TakeUntilPingResp() is { } data)
                {
                    got.Add(data);
                }

                return got.Contains("long");
            },
            "the message that has not expired comes", details: () => gateway.Output);
        return got.Contains("short") ? No : Yes;
    }

    private ReturnCode TakeUntilSubscribed(SnPeer client)
    {
        List<(string, int, bool)> early = [];
        while (client.Next("SUBACK") != MessageType.SubAck)
        {
            if (client.Message.Type == MessageType.Publish)
            {
                early.Add((client.Data, client.Message.Qos, client.Message.Retain));
            }
        }

        _early[client] = early;
        return client.Message.ReturnCode;
    }

    private List<(string Data, int Qos, bool Retain)> TakeUntil(SnPeer client, string data)
    {
        List<(string Data, int Qos, bool Retain)> taken = _early.GetValueOrDefault(client, []);
        while (taken.Count == 0 || taken[^1].Data != data)
        {
            if (client.Next($"\"{data}\"") == MessageType.Publish)
            {
                taken.Add((client.Data, client.Message.Qos, client.Message.Retain));
            }
        }

        // The exchange of the last one is seen to its end, so that the next can begin.
        while (taken[^1].Qos == 2 && client.Next("PUBREL") != MessageType.PubRel)
        {
        }

        return taken;
    }

    // What is at QoS 0 is sent again each second: MQTTnet's server, when it is busy, can end a new connection together with the one that it replaces.
    private async Task<MqttApplicationMessage> WaitForAsync(Observer observer, string topic, Action? again = null)
    {
        Stopwatch sinceSent = Stopwatch.StartNew();
        await Wait.UntilAsync(
            () =>
            {
                if (again is not null && sinceSent.Elapsed > TimeSpan.FromSeconds(1))
                {
                    again();
                    sinceSent.Restart();
                }

                return observer.On(topic) is not null;
            },
            $"{topic} arrives at the broker", details: () => gateway.Output + broker.Output);
        return observer.On(topic)!;
    }
}
