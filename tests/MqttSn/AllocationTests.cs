using System.Text;

namespace SensorNet.MqttSn.Tests;

/// <summary>Nothing is allocated on the way of a message.</summary>
[TestClass]
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [TestMethod]
    public void Publish_is_written_and_read_without_allocation()
    {
        var (buffer, data, message) = (new byte[100], new byte[50], new Message());
        Assert.AreEqual(0, Allocated(() =>
        {
            var length = PublishMessages.WritePublish(buffer, 0, 100, false, 1, false, TopicIdType.Normal, 1, 1, data, 0, 50);
            return MessageDecoder.TryDecode(buffer, 0, length, message, out _);
        }));
    }

    [TestMethod]
    public void Register_and_subscribe_are_written_and_read_without_allocation()
    {
        var (buffer, topic, message) = (new byte[100], Encoding.UTF8.GetBytes("häuser/+/#"), new Message());
        Assert.AreEqual(0, Allocated(() =>
        {
            var length = RegisterMessages.WriteRegister(buffer, 0, 100, 1, 1, topic, 0, 7);
            var registered = MessageDecoder.TryDecode(buffer, 0, length, message, out _);
            length = SubscribeMessages.WriteSubscribe(buffer, 0, 100, false, 1, 1, topic, 0, topic.Length);
            return registered & MessageDecoder.TryDecode(buffer, 0, length, message, out _);
        }));
    }

    [TestMethod]
    public void Datagrams_are_refused_without_allocation()
    {
        byte[] datagram = [7, 0x0C, 0x03, 0, 1, 0, 0];
        var message = new Message();
        Assert.AreEqual(0, Allocated(() => !MessageDecoder.TryDecode(datagram, 0, datagram.Length, message, out _)));
    }

    private static long Allocated(Func<bool> run)
    {
        Assert.IsTrue(run(), "the round does what it is measured for");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            run();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
