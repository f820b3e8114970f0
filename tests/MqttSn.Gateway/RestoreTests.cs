using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>What a journal gives back to a gateway that begins with other limits.</summary>
[TestClass]
public sealed class RestoreTests
{
    private const int SlotBits = 20;

    [TestMethod]
    public void A_will_under_way_beyond_the_limit_of_tokens_has_no_place_and_no_record()
    {
        MemoryJournal journal = new();
        MqttSnGateway gateway = new(
            new GatewaySettings { AdvertiseIntervalMs = 0, InflightMax = 4 },
            new GatewaySeams { Sender = new NullNetwork(), Broker = new NullBroker(), Journal = journal });
        GatewayRestore restore = gateway.BeginRestore(0);
        for (int i = 1; i <= 2; i++)
        {
            Will will = new(Topic.FromName("w"), Encoding.UTF8.GetBytes("x"), 2, false);
            journal.KeepPendingWill(i, will);
            restore.PendingWill(i, will);
        }

        Assert.IsTrue(restore.Publish(new PublishRecord { Token = (1 << SlotBits) | 3, Will = 1 }));
        Assert.IsFalse(restore.Publish(new PublishRecord { Token = (1 << SlotBits) | 4, Will = 2 }));
        restore.End();
        gateway.OnBrokerConnected(0, MqttSnGateway.OwnConnection, true);
        Assert.AreEqual(1, gateway.PendingWillCount);
        Assert.AreEqual(1, gateway.PendingCount);

        gateway.OnBrokerPublished(0, (1 << SlotBits) | 4, true);
        gateway.OnBrokerPublished(0, (1 << SlotBits) | 3, true);
        Assert.AreEqual(0, gateway.PendingWillCount);
        Assert.AreEqual(1, gateway.Counters.WillsPublished);
        Assert.IsTrue(journal.IsEmpty, journal.Left);
    }
}
