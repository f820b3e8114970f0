using MQTTnet.Formatter;
using MQTTnet.Packets;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class OutputBufferTests
{
    [TestMethod]
    [DataRow(0, false, 0)]
    [DataRow(1, false, 1)]
    [DataRow(2, true, 60)]
    [DataRow(1, true, 200)]
    [DataRow(0, false, 20_000)]
    public void A_PUBLISH_is_what_MQTTnet_writes(int qos, bool retain, int payloadLength)
    {
        foreach (MqttProtocolVersion version in new[] { MqttProtocolVersion.V311, MqttProtocolVersion.V500 })
        {
            byte[] payload = Enumerable.Range(0, payloadLength).Select(i => (byte)i).ToArray();
            MqttPublishPacket packet = new MqttPublishPacket
            {
                Topic = "garden/é",
                PayloadSegment = payload,
                QualityOfServiceLevel = (MQTTnet.Protocol.MqttQualityOfServiceLevel)qos,
                Retain = retain,
                PacketIdentifier = (ushort)(qos > 0 ? 517 : 0),
            };
            byte[] expected = new MqttPacketFormatterAdapter(version, new MqttBufferWriter(100, 100_000)).Encode(packet).ToArray();

            OutgoingPublish message = new OutgoingPublish
            {
                Topic = "garden/é"u8, Payload = payload, Qos = qos, Retain = retain, Version5 = version == MqttProtocolVersion.V500,
            };
            ReadOnlySpan<byte> written = new OutputBuffer(100_000).Publish(message, 517);

            Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(written));
        }
    }

    [TestMethod]
    public void What_does_not_fit_is_refused_and_leaves_the_rest_alone()
    {
        OutputBuffer output = new OutputBuffer(100);
        Assert.IsTrue(output.TryAppend(new byte[90]));

        Assert.IsFalse(output.TryAppend(new byte[11]));
        OutgoingPublish message = new OutgoingPublish { Topic = "topic"u8, Payload = new byte[50] };
        Assert.IsTrue(output.Publish(message, 0).IsEmpty);
        Assert.IsFalse(output.Fits(message.Length));

        Assert.AreEqual(90, output.Pending);
        Assert.IsTrue(output.TryAck(PacketType.PubAck, 1));
    }

    [TestMethod]
    public void Every_PUBLISH_that_fits_is_taken()
    {
        for (int payload = 0; payload < 300; payload++)
        {
            OutputBuffer output = new OutputBuffer(200);
            OutgoingPublish message = new OutgoingPublish { Topic = "topic"u8, Payload = new byte[payload], Qos = 1, Version5 = true };
            bool fits = output.Fits(message.Length);

            Assert.AreEqual(fits, !output.Publish(message, 1).IsEmpty, $"payload of {payload}");
        }
    }

    [TestMethod]
    public void What_a_writer_has_taken_counts_until_it_is_returned_and_keeps_its_memory()
    {
        OutputBuffer buffer = new OutputBuffer(1_000);
        Assert.IsTrue(buffer.TryAppend(new byte[600]));

        ReadOnlyMemory<byte> taken = buffer.Take();
        Assert.AreEqual(600, buffer.Pending);
        Assert.IsFalse(buffer.TryAppend(new byte[401]), "the limit holds for both together");
        Assert.IsTrue(buffer.TryAppend(Enumerable.Repeat((byte)1, 400).ToArray()));
        Assert.IsTrue(taken.Span.IndexOfAnyExcept((byte)0) < 0, "what is being written is as it was");
        buffer.Return();

        Assert.AreEqual(400, buffer.Take().Length);
    }

    [TestMethod]
    public void After_a_clear_what_a_writer_still_has_is_not_used_again()
    {
        OutputBuffer buffer = new OutputBuffer(1_000);
        Assert.IsTrue(buffer.TryAppend(new byte[600]));
        ReadOnlyMemory<byte> taken = buffer.Take();

        buffer.Clear();
        Assert.IsTrue(buffer.TryAppend(Enumerable.Repeat((byte)1, 600).ToArray()));
        _ = buffer.Take();
        Assert.IsTrue(buffer.TryAppend(Enumerable.Repeat((byte)2, 400).ToArray()));

        Assert.IsTrue(taken.Span.IndexOfAnyExcept((byte)0) < 0);
    }
}
