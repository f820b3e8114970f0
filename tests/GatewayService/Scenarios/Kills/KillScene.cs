using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;

namespace SensorNet.GatewayService.Tests.Scenarios.Kills;

/// <summary>A broker, a gateway that is killed again and again, clients that publish and sleep, and somebody who publishes to them.</summary>
internal sealed class KillScene : IDisposable
{
    private const int Clients = 8;
    private const int DownPauseMs = 60;

    private readonly Random _random;
    private readonly string _mode;
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-store-").FullName;
    private readonly string[] _more;
    private readonly ConcurrentDictionary<string, int> _sent = new();
    private readonly StringBuilder _outputs = new();
    private readonly List<KillClient> _clients = [];
    private MortalClients? _mortals;
    private MosquittoBroker? _broker;
    private Subscriber? _subscriber;
    private GatewayProcess? _gateway;
    private IPEndPoint _endPoint = new(IPAddress.Loopback, 0);

    public KillScene(string mode, int seed, params string[] more)
    {
        _mode = mode;
        _random = new Random(seed);
        _more = more;
    }

    public string Output => _outputs + (_gateway?.Output ?? "");

    public GatewayProcess Gateway => _gateway!;

    public MosquittoBroker Broker => _broker!;

    public Subscriber Subscriber => _subscriber!;

    public async Task StartAsync()
    {
        // Who reads along on this machine must not lose what the broker has acknowledged.
        _broker = await MosquittoBroker.StartAsync(null, null, "max_queued_messages 0");
        _subscriber = await Subscriber.StartAsync(_broker);
        _endPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        StartGateway();
        await ReadyAsync();
        for (int i = 0; i < Clients; i++)
        {
            _clients.Add(new KillClient(_endPoint, $"client-{i}", sleeps: i % 2 == 1, _random.Next()));
        }

        await Wait.UntilAsync(() => _clients.All(client => client.IsSubscribed), "all clients are subscribed", details: () => Output);
    }

    /// <summary>Kills and starts the gateway so many times, each at a random moment, while all publish.</summary>
    public async Task KillAsync(int times)
    {
        using CancellationTokenSource over = new CancellationTokenSource();
        Task publishing = PublishDownAsync(over.Token);
        _mortals = new MortalClients(_endPoint, _random.Next());
        for (int i = 0; i < times; i++)
        {
            // Now and then while it starts; mostly under load.
            if (_random.Next(6) > 0)
            {
                await ReadyAsync();
            }

            await Task.Delay(_random.Next(1, 700));
            await KillOnceAsync();
            StartGateway();
        }

        await ReadyAsync();
        await Task.Delay(_random.Next(100, 500));
        _mortals.End();
        await over.CancelAsync();
        await publishing;
    }

    public async Task KillOnceAsync()
    {
        _gateway!.Kill();
        await _gateway.WaitForExitAsync();
        _outputs.Append(_gateway.Output).Append("\n--- killed ---\n");
        _gateway.Dispose();
    }

    public void StartGateway() => _gateway = GatewayProcess.StartWithoutWaiting(
        [
            "--Broker:Host", "127.0.0.1", "--Broker:Port", $"{_broker!.Port}", "--Gateway:Mode", _mode, "--Udp:Listen", $"{_endPoint}",
            "--Broker:BackoffMinMs", "50", "--Broker:BackoffMaxMs", "200", "--Timing:RetryMs", "300", "--Timing:RetryCountMax", "20",
            "--Persistence:Path", _folder, "--Persistence:OnFailure", "stop", "--Persistence:SegmentBytes", "65536", .. _more,
        ]);

    public async Task ReadyAsync()
    {
        await _gateway!.WaitUntilListeningAsync();
        await _gateway.WaitUntilConnectedAsync();
    }

    /// <summary>Has everybody finish, and says what was lost or doubled: nothing, where all is well.</summary>
    public async Task<string[]> FinishAsync()
    {
        _clients.ForEach(client => client.Quiet());
        await Wait.UntilAsync(
            () => _clients.All(client => client.IsIdle || client.Failure is not null), "the clients are done", details: Details);
        Stopwatch watch = Stopwatch.StartNew();
        while (Problems().Any(problem => problem.Contains("lost", StringComparison.Ordinal)) && watch.Elapsed < TimeSpan.FromSeconds(15))
        {
            await Task.Delay(50);
        }

        return [.. Problems().Select(problem => problem)];
    }

    public string Details() => string.Join('\n', _clients.Select(client => client.Trace)) + "\n" + Output;

    /// <summary>How many messages went each way.</summary>
    public (int Up, int Down, int Wills) Counts =>
        (_clients.Sum(client => client.Acknowledged.Count), _sent.Count, _mortals?.Accepted.Count ?? 0);

    public void Dispose()
    {
        _mortals?.Dispose();
        _clients.ForEach(client => client.Dispose());
        _gateway?.Dispose();
        _subscriber?.Dispose();
        _broker?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PublishDownAsync(CancellationToken over)
    {
        using MqttPeer peer = await MqttPeer.StartAsync(_broker!);
        for (int number = 0; !over.IsCancellationRequested; number++)
        {
            int qos = _sent.Count % 2 + 1;
            string id = _clients[number % Clients].Id;
            await peer.PublishAsync($"down/{id}", $"q{qos}-{number}", qos);
            _sent[$"{id} q{qos}-{number}"] = qos;
            await Task.Delay(DownPauseMs, CancellationToken.None);
        }
    }

    private IEnumerable<string> Problems()
    {
        foreach (string problem in LostWills())
        {
            yield return problem;
        }

        foreach (KillClient client in _clients)
        {
            if (client.Failure is { } failure)
            {
                yield return failure.ToString();
            }

            foreach (string problem in Compare(
                $"up from {client.Id}", client.Acknowledged, _subscriber!.On($"up/{client.Id}").Select(message => message.Payload))
                .Concat(Compare($"down to {client.Id}", SentTo(client), client.Taken)))
            {
                yield return problem;
            }
        }
    }

    // One that is published twice is no fault: the kill can fall between its two records (docs/persistence.md).
    private IEnumerable<string> LostWills()
    {
        HashSet<string> published = [.. _subscriber!.Messages.Where(message => message.Payload == "gone").Select(message => message.Topic)];
        return (_mortals?.Accepted ?? []).Where(topic => !published.Contains(topic)).Select(topic => $"lost will: {topic}");
    }

    private IEnumerable<string> SentTo(KillClient client) =>
        _sent.Keys.Where(key => key.StartsWith(client.Id + " ", StringComparison.Ordinal)).Select(key => key[(client.Id.Length + 1)..]);

    private static IEnumerable<string> Compare(string where, IEnumerable<string> acknowledged, IEnumerable<string> arrived)
    {
        Dictionary<string, int> counts = arrived.GroupBy(payload => payload).ToDictionary(group => group.Key, group => group.Count());
        foreach (string payload in acknowledged.Where(payload => !counts.ContainsKey(payload)))
        {
            yield return $"lost {where}: {payload}";
        }

        foreach ((string payload, int count) in counts.Where(pair => pair.Value > 1 && pair.Key.StartsWith("q2", StringComparison.Ordinal)))
        {
            yield return $"{count} times {where}: {payload}";
        }
    }
}
