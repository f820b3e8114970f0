using System.Text;
using SensorNet.GatewayService.Metrics;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Admin;

/// <summary>
/// What the admin endpoint can ask and do. A question about clients goes to the shard's thread and looks at <see cref="PlacesMax"/> places at most,
/// so that no shard is held up.
/// </summary>
internal sealed class GatewayControl(IReadOnlyList<AdminShard> shards, GatewayMeter meter)
{
    /// <summary>Places that one question looks at.</summary>
    public const int PlacesMax = 1_000;

    /// <summary>How long a shard may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public HealthReport Health()
    {
        int running = shards.Count(shard => !shard.Shard.Ended.IsCompleted);
        long connections = meter.Sum(MetricTable.Connections);
        bool isHealthy = running == shards.Count && connections == shards.Count;
        return new HealthReport(
            isHealthy, shards.Count, running, connections, meter.Sum(MetricTable.Clients),
            meter.Sum(MetricTable.StoresOn), meter.Sum(MetricTable.StoresFailed),
            meter.Sum(MetricTable.StoreFailures), meter.Sum(MetricTable.StoreDamages));
    }

    public string Metrics() => PrometheusText.Of(meter);

    /// <summary>Clients from a place on.</summary>
    /// <exception cref="TimeoutException">A shard does not answer.</exception>
    public async Task<ClientPage> ClientsAsync(ClientPlace from, int limit)
    {
        List<ClientEntry> found = [];
        for (ClientPlace at = from; at.Shard < shards.Count;)
        {
            ClientPlace start = at;
            int room = limit - found.Count;
            (List<ClientEntry> more, int? next) = await AskAsync(at.Shard, shard => Read(shard, start, room)).ConfigureAwait(false);
            found.AddRange(more);
            at = next is { } place ? new ClientPlace(at.Shard, place) : new ClientPlace(at.Shard + 1, 0);
            if (found.Count == limit || next is not null)
            {
                return new ClientPage(found, at.Shard < shards.Count ? at.ToString() : null);
            }
        }

        return new ClientPage(found, null);
    }

    /// <summary>Disconnects a client and forgets its session; false where there is none.</summary>
    /// <exception cref="TimeoutException">A shard does not answer.</exception>
    public async Task<bool> KickAsync(string clientId)
    {
        byte[] id = Encoding.UTF8.GetBytes(clientId);
        bool found = false;
        for (int number = 0; number < shards.Count; number++)
        {
            found |= await AskAsync(number, shard => shard.Gateway.Kick(shard.Shard.NowMs, id)).ConfigureAwait(false);
        }

        return found;
    }

    // On the shard's thread. The place where it goes on; null at the shard's end.
    private static (List<ClientEntry> Found, int? Next) Read(AdminShard shard, ClientPlace from, int limit)
    {
        MqttSnGateway gateway = shard.Gateway;
        List<ClientEntry> found = [];
        ClientFacts facts = new ClientFacts();
        int end = (int)Math.Min(gateway.ClientPlaces, (long)from.Place + PlacesMax);
        for (int place = from.Place; place < end; place++)
        {
            if (found.Count == limit)
            {
                return (found, place);
            }

            if (gateway.ReadClient(place, facts))
            {
                found.Add(Entry(facts, shard.Shard.NowMs));
            }
        }

        return (found, end < gateway.ClientPlaces ? end : null);
    }

    private static ClientEntry Entry(ClientFacts facts, long nowMs) => new(
        Encoding.UTF8.GetString(facts.Id),
        facts.Identity is null ? null : Encoding.UTF8.GetString(facts.Identity),
        facts.Stage.ToString().ToLowerInvariant(),
        AddressOf(facts),
        Math.Max(0, nowMs - facts.LastReceivedMs) / 1000,
        facts.PeriodSeconds,
        facts.SubscriptionCount,
        facts.WaitingCount);

    // The state machine has only the number of a client with a key.
    private static string? AddressOf(ClientFacts facts)
    {
        bool isKnown = facts.HasAddress && !ProtectedAddress.IsOne(facts.Address);
        return isKnown ? SocketAddresses.ToEndPoint(facts.Address).ToString() : null;
    }

    private async Task<T> AskAsync<T>(int number, Func<AdminShard, T> question)
    {
        TaskCompletionSource<T> answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        AdminShard shard = shards[number];
        shard.Shard.Post(() => answer.TrySetResult(question(shard)));
        return await answer.Task.WaitAsync(Patience).ConfigureAwait(false);
    }
}
