using MQTTnet;
using SensorNet.GatewayService.Tests.Scenarios;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>The same ACL file in Mosquitto and in the gateway: the same verdicts, for generated rules, clients and topics.</summary>
[TestClass]
public sealed class AclEqualityTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public async Task The_gateway_allows_what_Mosquitto_allows(int seed)
    {
        AclCase acl = new AclCase(seed);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, acl.Lines);
            SortedSet<string> expected = await MosquittoVerdicts.AskAsync(acl, file);
            SortedSet<string> actual = await AskGatewayAsync(acl, file);
            Assert.IsGreaterThan(10, expected.Count, "the rules allow something");
            string both = string.Join('\n', acl.Lines) + "\n\nonly Mosquitto:\n" + string.Join('\n', expected.Except(actual))
                + "\n\nonly the gateway:\n" + string.Join('\n', actual.Except(expected));
            Assert.IsTrue(expected.SetEquals(actual), both);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<SortedSet<string>> AskGatewayAsync(AclCase acl, string file)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using IMqttClient root = await MosquittoVerdicts.ConnectAsync(broker, "root-client", null);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Access:AclFile", file, "--Broker:RetainedMarker", "false"]);
        SortedSet<string> verdicts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string clientId in acl.Clients)
        {
            using SnPeer client = SnPeer.Connected(gateway.EndPoint, clientId);
            foreach (string topic in acl.Topics)
            {
                if (client.TryRegister(topic) == ReturnCode.Accepted)
                {
                    verdicts.Add($"{clientId} write {topic}");
                }
            }

            // The last one brings the gateway's own status, which is retained, where that may be read.
            client.Subscribe("$test/#", 1);
            client.Subscribe("#", 1);
            await MosquittoVerdicts.PublishAllAsync(root, acl);
            for (string? topic = client.ExpectNamedPublish().Topic; topic != AclCase.Marker; topic = client.ExpectNamedPublish().Topic)
            {
                if (acl.Topics.Contains(topic))
                {
                    verdicts.Add($"{clientId} read {topic}");
                }
            }

            client.Disconnect();
        }

        return verdicts;
    }
}
