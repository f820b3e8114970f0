using System.Collections.Frozen;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Dtls;

[TestClass]
public sealed class PskFileTests
{
    [TestMethod]
    public void Lines_and_comments_are_read_as_Mosquitto_does()
    {
        bool isRead = PskFile.TryParse(
            "# nodes\nnode-1:0011223344556677\r\n\nküche:AABBCCDDEEFF0011\n", out FrozenDictionary<string, byte[]>? keys, out _);

        Assert.IsTrue(isRead);
        Assert.HasCount(2, keys!);
        CollectionAssert.AreEqual(Convert.FromHexString("AABBCCDDEEFF0011"), keys!["küche"]);
    }

    [TestMethod]
    [DataRow("node-1", "line 1 must be identity:hexkey")]
    [DataRow("\n:0011223344556677", "line 2 must be identity:hexkey")]
    [DataRow("node-1:001122334455667", "line 1 must have a key of hexadecimal digits")]
    [DataRow("node-1:00112233445566gg", "line 1 must have a key of hexadecimal digits")]
    [DataRow("node-1:00112233", "line 1 must have a key of 8 to 64 octets; it has 4")]
    [DataRow("a:0011223344556677\na:0011223344556678", "line 2 has the identity \"a\" of an earlier line again")]
    public void A_wrong_line_is_named_without_its_key(string text, string problem)
    {
        Assert.IsFalse(PskFile.TryParse(text, out _, out string? told));

        StringAssert.StartsWith(told, problem, StringComparison.Ordinal);
        Assert.IsFalse(told.Contains("001122", StringComparison.Ordinal));
    }
}
