using SensorNet.Cli.Sn.Views;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class MessagePrinterTests
{
    [TestMethod]
    [DataRow("0500010384", "ADVERTISE gwId=1 duration=900")]
    [DataRow("030102", "SEARCHGW radius=2")]
    [DataRow("030207", "GWINFO gwId=7")]
    [DataRow("0902077F000001075C", "GWINFO gwId=7 gwAdd=127.0.0.1:1884")]
    [DataRow("0502070A0B", "GWINFO gwId=7 gwAdd=0a0b")]
    [DataRow("08040C01003C6331", "CONNECT clientId=\"c1\" will cleanSession duration=60")]
    [DataRow("030500", "CONNACK accepted")]
    [DataRow("030501", "CONNACK rejected: congestion")]
    [DataRow("030502", "CONNACK rejected: invalid topic id")]
    [DataRow("030503", "CONNACK rejected: not supported")]
    [DataRow("030509", "CONNACK rejected: reserved code 0x09")]
    [DataRow("0206", "WILLTOPICREQ")]
    [DataRow("060730772F74", "WILLTOPIC qos=1 retain topic=\"w/t\"")]
    [DataRow("0207", "WILLTOPIC (no will)")]
    [DataRow("0208", "WILLMSGREQ")]
    [DataRow("0409676F", "WILLMSG willMsg[2]=\"go\"")]
    [DataRow("080A00000001612F", "REGISTER topicId=0 msgId=1 topic=\"a/\"")]
    [DataRow("070B000B000100", "REGACK topicId=11 msgId=1 accepted")]
    [DataRow("090CB0000B00026869", "PUBLISH dup qos=1 retain msgId=2 topicId=11 data[2]=\"hi\"")]
    [DataRow("080C6100070000FF", "PUBLISH qos=-1 msgId=0 predefinedId=7 data[1]=ff")]
    [DataRow("080C02616200001B", "PUBLISH qos=0 msgId=0 shortName=\"ab\" data[1]=\"\\u{1B}\"")]
    [DataRow("070D000B000202", "PUBACK topicId=11 msgId=2 rejected: invalid topic id")]
    [DataRow("040F0002", "PUBREC msgId=2")]
    [DataRow("04100002", "PUBREL msgId=2")]
    [DataRow("040E0002", "PUBCOMP msgId=2")]
    [DataRow("0812200003612F23", "SUBSCRIBE qos=1 msgId=3 topic=\"a/#\"")]
    [DataRow("0813400000000300", "SUBACK qos=2 topicId=0 msgId=3 accepted")]
    [DataRow("07140100040007", "UNSUBSCRIBE msgId=4 predefinedId=7")]
    [DataRow("04150004", "UNSUBACK msgId=4")]
    [DataRow("0216", "PINGREQ")]
    [DataRow("04166331", "PINGREQ clientId=\"c1\"")]
    [DataRow("0217", "PINGRESP")]
    [DataRow("0218", "DISCONNECT")]
    [DataRow("0418003C", "DISCONNECT duration=60")]
    [DataRow("021A", "WILLTOPICUPD (no will)")]
    [DataRow("041C6869", "WILLMSGUPD willMsg[2]=\"hi\"")]
    [DataRow("031B00", "WILLTOPICRESP accepted")]
    [DataRow("031D01", "WILLMSGRESP rejected: congestion")]
    [DataRow("05FE010A0B0217", "[forwarder node=0a0b radius=1] PINGRESP")]
    public void Each_message_is_its_type_and_its_fields(string octets, string line) =>
        Assert.AreEqual(line, new MessagePrinter().Format(Convert.FromHexString(octets)));

    [TestMethod]
    [DataRow("", "no MQTT-SN message, 0 bytes :")]
    [DataRow("02", "no MQTT-SN message, 1 bytes 02:")]
    [DataRow("0203", "no MQTT-SN message, 2 bytes 0203: the message type is reserved (5.2.2)")]
    [DataRow("0316", "no MQTT-SN message, 2 bytes 0316:")]
    public void What_is_no_message_shows_its_octets_and_why(string octets, string beginning) =>
        StringAssert.StartsWith(new MessagePrinter().Format(Convert.FromHexString(octets)), beginning);

    [TestMethod]
    public void Long_octets_are_cut()
    {
        string shown = new MessagePrinter().Format(new byte[1000]);
        StringAssert.StartsWith(shown, "no MQTT-SN message, 1000 bytes 0000");
        StringAssert.Contains(shown, "…");
        Assert.IsTrue(shown.Length < 300, shown);
    }

    [TestMethod]
    public void No_octets_whatever_write_a_control_character_or_throw()
    {
        MessagePrinter printer = new MessagePrinter();
        Random random = new Random(20260301);
        byte[] octets = new byte[64];
        for (int i = 0; i < 20_000; i++)
        {
            int length = random.Next(2, octets.Length);
            random.NextBytes(octets);

            // Most are taken for messages: the length is right, and the type is one.
            octets[0] = (byte)length;
            octets[1] = (byte)random.Next(0x20);
            string shown = printer.Format(octets.AsSpan(0, length));
            Assert.IsFalse(shown.Any(char.IsControl), Convert.ToHexString(octets.AsSpan(0, length)));
        }
    }
}
