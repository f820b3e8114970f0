using System.Text.Json.Nodes;
using SensorNet.Cli.NodeCommands;

namespace SensorNet.Cli.Tests.NodeCommands;

/// <summary>Whoever may publish there can put anything on the topic of answers.</summary>
[TestClass]
public sealed class HostileAnswerTests
{
    [TestMethod]
    [DataRow("{}", true)]
    [DataRow("{\"id\":1,\"ok\":true}", true)]
    [DataRow("{\"id\":[{}],\"ok\":{},\"get\":7,\"error\":[]}", true)]
    [DataRow("{\"id\":1,\"id\":2}", false)]
    [DataRow("{\"id\":1,\"ok\":false,\"error\":\"\\ud800\"}", false)]
    [DataRow("{\"id\":1,\"ok\":true,\"get\":{\"a\":1,\"a\":2}}", false)]
    [DataRow("{\"id\":\"\\udc00\"}", false)]
    public void What_cannot_be_read_is_no_answer(string json, bool isReadable) =>
        Assert.AreEqual(isReadable, CommandAnswer.IsReadable((JsonObject)JsonNode.Parse(json)!));

    [TestMethod]
    public async Task The_nodes_answer_is_taken_from_among_them()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("command", "kitchen", "read", "--broker", broker.Address);
        JsonNode id = JsonNode.Parse(await broker.FirstCommand.WaitAsync(TimeSpan.FromSeconds(30)))!["id"]!;

        string[] hostile =
        [
            "", "[]", "{\"id\":1,\"id\":2}", $"{{\"id\":{id.ToJsonString()},\"ok\":false,\"error\":\"\\ud800\"}}", "{\"id\":\"\\udc00\"}",
        ];
        foreach (string payload in hostile)
        {
            await broker.PublishAsync("devices/kitchen/responses", payload);
        }

        await broker.PublishAsync("devices/kitchen/responses", $"{{\"id\":{id.ToJsonString()},\"ok\":true}}");

        Assert.AreEqual(0, await run.Exit.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
