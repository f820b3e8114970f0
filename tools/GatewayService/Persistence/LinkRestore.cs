using System.Text;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>Reads the exchanges at QoS 2 of the connections to the broker that go on.</summary>
internal sealed class LinkRestore(SessionTables sessions, MessageLog log, IExchangeJournal journal)
{
    /// <summary>By the client id of the connection. What belongs to no connection that goes on has ended.</summary>
    public Dictionary<string, ExchangeMemory> Load(RestoreTerms terms)
    {
        Dictionary<ulong, List<RestoredPacket>> packets = [];
        Dictionary<ulong, List<int>> held = [];
        Dictionary<ulong, string> links = ClientIds(terms).ToDictionary(ExchangeMemory.LinkOf);
        foreach (LogKey key in log.Keys(RecordKind.Packet).Concat(log.Keys(RecordKind.Held)).ToArray())
        {
            if (!links.ContainsKey(key.Owner))
            {
                log.Delete(key);
            }
            else if (key.Kind == RecordKind.Held)
            {
                ListOf(held, key.Owner).Add((int)key.Id);
            }
            else
            {
                ListOf(packets, key.Owner).Add(RecordValues.ReadPacket((int)key.Id, log.Read(key)));
            }
        }

        return packets.Keys.Union(held.Keys).ToDictionary(
            link => links[link],
            link => new ExchangeMemory(journal, link)
            {
                Packets = [.. ListOf(packets, link).OrderBy(packet => packet.Packet.Sequence)],
                Held = ListOf(held, link),
            });
    }

    // Each once: two client ids of one number cannot both go on, and the first one does.
    private IEnumerable<string> ClientIds(RestoreTerms terms)
    {
        IEnumerable<string> ofClients = terms.IsTransparent
            ? sessions.Sessions()
                .Where(kept => !kept.Session.CleanSession && kept.Session.Stage != ClientStage.Disconnected)
                .Select(kept => Encoding.UTF8.GetString(kept.Session.ClientId))
            : [];
        return terms.OwnClientIds.Concat(ofClients).DistinctBy(ExchangeMemory.LinkOf);
    }

    private static List<T> ListOf<T>(Dictionary<ulong, List<T>> lists, ulong link)
    {
        if (!lists.TryGetValue(link, out List<T>? list))
        {
            list = [];
            lists.Add(link, list);
        }

        return list;
    }
}
