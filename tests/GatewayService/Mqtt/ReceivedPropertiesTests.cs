using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

/// <summary>MQTT 5, 3.3.2.3: octet by octet.</summary>
[TestClass]
public sealed class ReceivedPropertiesTests
{
    private readonly ReceivedProperties _properties = new();

    [TestMethod]
    public void All_that_a_PUBLISH_can_have()
    {
        // Payload format, expiry of 258 s, content type "t", response topic "r", correlation data "c", identifiers 1 and 128, alias 5, user property.
        bool isRead = Read("29 01 01 02 00000102 03 0001 74 08 0001 72 09 0001 63 0B 01 0B 8001 23 0005 26 0001 6E 0003 766C75 26 0000 0000");

        Assert.IsTrue(isRead);
        Assert.AreEqual(258, _properties.ExpirySeconds);
        Assert.AreEqual(5, _properties.TopicAlias);
        CollectionAssert.AreEqual(new[] { 1, 128 }, _properties.Identifiers[.._properties.IdentifierCount]);
    }

    [TestMethod]
    public void None()
    {
        Assert.IsTrue(Read("07 02 FFFFFFFF 0B 01"));
        Assert.AreEqual(uint.MaxValue, _properties.ExpirySeconds);

        Assert.IsTrue(Read("00"));

        Assert.AreEqual(ReceivedProperties.NeverExpires, _properties.ExpirySeconds);
        Assert.IsFalse(_properties.HasTopicAlias);
        Assert.AreEqual(0, _properties.IdentifierCount);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("01")]
    [DataRow("02 0B 00", DisplayName = "identifier 0 [3.3.2.3.8]")]
    [DataRow("03 02 0001")]
    [DataRow("02 23 00")]
    [DataRow("03 03 0005")]
    [DataRow("05 26 0001 6E 00")]
    [DataRow("05 0B 80808080")]
    [DataRow("05 11 00000001", DisplayName = "session expiry is none of PUBLISH")]
    [DataRow("80808080 00")]
    public void What_is_malformed_is_not_read(string octets) => Assert.IsFalse(Read(octets));

    [TestMethod]
    public void Any_octets_are_read_or_refused()
    {
        Random random = new Random(5);
        byte[] octets = new byte[64];
        for (int i = 0; i < 200_000; i++)
        {
            random.NextBytes(octets);
            octets[0] = (byte)random.Next(0, 70);
            int at = 0;
            if (_properties.TryRead(octets, ref at, octets.Length))
            {
                Assert.IsLessThanOrEqualTo(octets.Length, at);
            }
        }
    }

    [TestMethod]
    public void More_identifiers_than_the_limit_are_none()
    {
        byte[] octets = [0x80, 0x80, 0x01, .. Enumerable.Repeat((byte[])[0x0B, 0x07], 8_192).SelectMany(pair => pair)];
        int at = 0;

        Assert.IsTrue(_properties.TryRead(octets, ref at, octets.Length));

        Assert.AreEqual(0, _properties.IdentifierCount);
        Assert.AreEqual(octets.Length, at);
    }

    private bool Read(string octets)
    {
        byte[] buffer = Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal));
        int at = 0;
        return _properties.TryRead(buffer, ref at, buffer.Length) && at == buffer.Length;
    }
}
