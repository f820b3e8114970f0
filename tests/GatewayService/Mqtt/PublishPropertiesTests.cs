using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

/// <summary>MQTT 5, 3.3.2.3: octet by octet.</summary>
[TestClass]
public sealed class PublishPropertiesTests
{
    // 26, "gateway", "7".
    private const string Gateway = "26" + "0007" + "67617465776179" + "0001" + "37";

    // 26, "clientid", "ab".
    private const string Client = "26" + "0008" + "636C69656E746964" + "0002" + "6162";

    [TestMethod]
    public void Who_publishes()
    {
        PublishProperties properties = new PublishProperties("7");

        Assert.AreEqual(Gateway + Client, Convert.ToHexString(properties.Of("ab"u8)));
        Assert.AreEqual(Gateway, Convert.ToHexString(properties.Of([])));
        Assert.AreEqual("", Convert.ToHexString(new PublishProperties(null).Of("ab"u8)));
    }

    [TestMethod]
    public void An_alias_before_it()
    {
        PublishProperties properties = new PublishProperties("7");
        properties.Of("ab"u8);

        Assert.AreEqual("23" + "0102" + Gateway + Client, Convert.ToHexString(properties.With(0x102)));
    }

    [TestMethod]
    public void A_packet_with_properties_octet_by_octet()
    {
        OutgoingPublish message = new OutgoingPublish
        {
            Topic = "a/b"u8, Payload = "x"u8, Properties = new PublishProperties("7").Of([]), Qos = 1, Version5 = true,
        };
        byte[] packet = new byte[message.Length];

        message.Write(packet, 0x1234);

        Assert.AreEqual("32" + "16" + "0003" + "612F62" + "1234" + "0D" + Gateway + "78", Convert.ToHexString(packet));
    }

    [TestMethod]
    public void A_long_client_id_makes_room()
    {
        byte[] id = new byte[1_000];

        ReadOnlySpan<byte> properties = new PublishProperties("7").Of(id);

        Assert.AreEqual((Gateway.Length / 2) + 5 + "clientid".Length + id.Length, properties.Length);
    }
}
