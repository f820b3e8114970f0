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
        (byte[]? buffer, Message? message) = (new byte[100], new Message());
        (Slice? target, byte[]? payload, Slice? data) = (new Slice(buffer), new byte[60], new Slice());
        Assert.AreEqual(0, Allocated(() =>
        {
            data.Set(payload, 10, 50);
            int length = PublishMessages.WritePublish(target, MessageFlags.Publish(false, 1, false, TopicIdType.Normal), 1, 1, data);
            return MessageDecoder.TryDecode(buffer, 0, length, message, out _);
        }));
    }

    [TestMethod]
    public void Register_and_subscribe_are_written_and_read_without_allocation()
    {
        (byte[]? buffer, byte[]? topic, Message? message) = (new byte[100], Encoding.UTF8.GetBytes("häuser/+/#"), new Message());
        (Slice? target, Slice? name, Slice? filter) = (new Slice(buffer), new Slice(topic, 0, 7), new Slice(topic));
        Assert.AreEqual(0, Allocated(() =>
        {
            int length = RegisterMessages.WriteRegister(target, 1, 1, name);
            bool registered = MessageDecoder.TryDecode(buffer, 0, length, message, out _);
            length = SubscribeMessages.WriteSubscribe(target, MessageFlags.Subscribe(false, 1), 1, filter);
            return registered & MessageDecoder.TryDecode(buffer, 0, length, message, out _);
        }));
    }

    [TestMethod]
    public void Datagrams_are_refused_without_allocation()
    {
        byte[] datagram = [7, 0x0C, 0x03, 0, 1, 0, 0];
        Message message = new Message();
        Assert.AreEqual(0, Allocated(() => !MessageDecoder.TryDecode(datagram, 0, datagram.Length, message, out _)));
    }

    private static long Allocated(Func<bool> run)
    {
        Assert.IsTrue(run(), "the round does what it is measured for");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            run();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
