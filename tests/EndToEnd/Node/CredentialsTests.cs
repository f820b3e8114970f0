using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

[TestClass]
public sealed class CredentialsTests
{
    private const string User = "node";
    private const string Password = "right-horse";

    [TestMethod]
    public async Task The_right_password_lets_the_node_in()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(User, Password);
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "#", User, Password);
        using NodeProcess node = new NodeProcess(broker, "trusted", user: User, password: Password);
        await node.WaitForReadingsAsync(subscriber, 1);
    }

    [TestMethod]
    public async Task The_wrong_password_is_said_and_waited_out()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(User, Password);
        using NodeProcess node = new NodeProcess(broker, "stranger", user: User, password: "wrong-horse");
        await RefusedAsync(node);
        Assert.IsFalse(node.Output.Contains("wrong-horse", StringComparison.Ordinal), "a password is never shown");
    }

    [TestMethod]
    public async Task No_password_is_said_and_waited_out()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(User, Password);
        using NodeProcess node = new NodeProcess(broker, "anonymous");
        await RefusedAsync(node);
    }

    // Mosquitto 2 answers code 5 to both.
    private static Task RefusedAsync(NodeProcess node) => Wait.UntilAsync(
        () => node.Says("refuses the connection: not authorised (code 5); next attempt in 60.0 s"),
        "the node says why it is not let in",
        details: () => node.Output);
}
