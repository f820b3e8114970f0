using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.MqttSn;

/// <summary>What becomes of an awake node's retained words when the broker forgets them, or says the wills of its clients.</summary>
internal static class ForgottenNode
{
    /// <summary>From the broker's return until the node's status and info are there again.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    /// <summary>Ends and starts the broker, and waits until it has the node's status and info as they are to be, while readings go on.</summary>
    public static async Task RestartBrokerAsync(MosquittoBroker broker, string end, EmulatedFirmware node, Func<string> details)
    {
        await (end == "killed" ? broker.KillAsync() : broker.StopAsync());
        await broker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await Wait.UntilAsync(
            () => subscriber.On(node.Topic("status")) is [.., { Payload: "online" }] && subscriber.On(node.Topic("info")).Count > 0,
            "status and info are there again", Recovery, details);
        await Wait.UntilAsync(() => subscriber.On(node.Topic("readings")).Count >= 3, "readings go on", Recovery, details);

        // Both are retained, and stay.
        using Subscriber late = await Subscriber.StartAsync(broker);
        await late.WaitForAsync(node.Topic("status"), "online", details: details);
        await Wait.UntilAsync(() => late.On(node.Topic("info")).Count > 0, "its info is retained", details: details);
        Assert.AreEqual("online", late.On(node.Topic("status"))[0].Payload);
        Assert.IsTrue(late.On(node.Topic("status"))[0].Retain);
        Assert.IsTrue(late.On(node.Topic("info"))[0].Retain);
        int before = late.On(node.Topic("readings")).Count;
        await Wait.UntilAsync(() => late.On(node.Topic("readings")).Count >= before + 2, "readings still go on", Recovery, details);
        Assert.AreEqual("online", subscriber.On(node.Topic("status"))[^1].Payload);
    }
}
