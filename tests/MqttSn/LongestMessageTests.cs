namespace SensorNet.MqttSn.Tests;

/// <summary>The longest message that a length field can tell (MQTT-SN 1.2, 5.2.1): more memory than a board has to spare.</summary>
[TestClass]
public sealed class LongestMessageTests
{
    private const int Overhead = 9;

    private readonly byte[] _data = new byte[Limits.MessageLengthMax];
    private readonly byte[] _buffer = new byte[Limits.MessageLengthMax + 10];

    [TestMethod]
    public void Message_of_65535_octets_is_written_and_read()
    {
        Assert.AreEqual(Limits.MessageLengthMax, Write(Limits.MessageLengthMax - Overhead));
        Assert.AreEqual("01FFFF0C", Convert.ToHexString(_buffer, 0, 4));
        Message message = new Message();
        Assert.IsTrue(MessageDecoder.TryDecode(_buffer, 0, Limits.MessageLengthMax, message, out _));
        Assert.AreEqual(Limits.MessageLengthMax - Overhead, message.DataLength);
    }

    [TestMethod]
    public void Message_of_65536_octets_is_not_written()
    {
        Assert.AreEqual(0, Write(Limits.MessageLengthMax - Overhead + 1));
        Assert.IsTrue(_buffer.All(octet => octet == 0), "nothing is written");
    }

    private int Write(int dataLength) =>
        PublishMessages.WritePublish(
            new Slice(_buffer), MessageFlags.Publish(false, 0, false, TopicIdType.Normal), 1, 0, new Slice(_data, 0, dataLength));
}
