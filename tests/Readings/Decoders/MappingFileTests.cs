using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;
using SensorNet.Readings.Mapping;

namespace SensorNet.Readings.Tests.Decoders;

[TestClass]
public sealed class MappingFileTests
{
    private const string File =
        """
        {
          // Weather stations of the town.
          "rules": [
            {
              "topic": "town/{device}/data",
              "time": "ts",
              "seq": "n",
              "values": {
                "temperature": "air.0.t",
                "wind": { "path": "wind", "unit": "km/h", "factor": 3.6 },
              }
            },
            { "topic": "meter/{device}/{quantity}/now", "unit": "W", "offset": -1 },
            { "topic": "well/level", "device": "well", "value": "level", "unit": "cm" },
            { "topic": "town/{device}/alive", "status": { "online": "1", "offline": "0" } }
          ]
        }
        """;

    [TestMethod]
    [DataRow(
        "town/north/data",
        """{"ts":1772366401,"n":7,"air":[{"t":21.5}],"wind":"10"}""",
        "mapping: town|north Readings temperature=21.5°C wind=36.0km/h at 2026-03-01T12:00:01.000Z")]
    [DataRow("town/north/data", """{"wind":null}""", "mapping: town|north Readings")]
    [DataRow("town/north/data", """{"wind":"much"}""", "mapping: town|north Readings ('wind' is not a number)")]
    [DataRow("town/north/alive", "0", "mapping: town|north Status [offline]")]
    [DataRow("meter/7/power/now", "43", "mapping: meter|7 Readings power=42W")]
    [DataRow("meter/7/power/now", "lots", "mapping: meter|7 Readings (the payload is not a number)")]
    [DataRow("well/level", "120.5", "mapping: |well Readings level=120.5cm")]
    [DataRow("town/north/other", "text", "nothing")]
    public void A_rule_says_what_a_message_means(string topic, string payload, string said) =>
        Assert.AreEqual(said, Said.By(new DecoderSet(MappingFile.Read(File)), topic, payload));

    [TestMethod]
    [DataRow("{", "line 1: not valid JSON")]
    [DataRow("{}", "the file has no 'rules'")]
    [DataRow("""{"rules":[]}""", "'rules' has 0 rules, and must have 1 to 200")]
    [DataRow("""{"rules":[7]}""", "rule 1 is not an object")]
    [DataRow("""{"rules":[{"value":"x"}]}""", "rule 1: 'topic' is missing")]
    [DataRow("""{"rules":[{"topic":"a/{device}","values":{"t":"t"},"colour":1}]}""", "rule 1: 'colour' is not known; it may have topic, device,")]
    [DataRow("""{"rules":[{"topic":"a/b","value":"t"}]}""", "rule 1: either topic 'a/b' has {device} in it, or 'device' names the device")]
    [DataRow("""{"rules":[{"topic":"a/{device}"}]}""", "rule 1: has either 'values', 'value' or {quantity} in its topic, or 'status'")]
    [DataRow("""{"rules":[{"topic":"a/x{device}","value":"t"}]}""", "rule 1: 'x{device}' of topic 'a/x{device}' must be a name, {device}, "
        + "{quantity}, + or")]
    [DataRow("""{"rules":[{"topic":"a/{device}","values":{"t":{"unit":"K"}}}]}""", "rule 1, 't': 'path' is missing")]
    [DataRow("""{"rules":[{"topic":"a/{device}","value":"t","factor":"2"}]}""", "rule 1: 'factor' is not a number from -1000000000 to 1000000000")]
    [DataRow("""{"rules":[{"topic":"a/{device}/{quantity}","values":{"t":"t"}}]}""", "rule 1: 'values' stands beside 'value' or {quantity}")]
    public void What_is_wrong_is_named_with_its_place(string json, string problem) =>
        StringAssert.StartsWith(Assert.ThrowsExactly<MappingException>(() => MappingFile.Read(json)).Message, problem);
}
