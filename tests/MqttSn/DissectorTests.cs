using System.Globalization;
using System.Text.Json;

namespace SensorNet.MqttSn.Tests;

/// <summary>Wireshark reads what the encoder writes: the same values in every field that it shows.</summary>
[TestClass]
public sealed class DissectorTests(TestContext context)
{
    private const int Seed = 20131114;
    private const int RoundsOfAllKinds = 20;
    private const int Port = 1884;

    [TestMethod]
    public void Tshark_shows_the_values_that_were_written()
    {
        if (Tshark.Version() is not { } version)
        {
            const string reason = "tshark is not installed: Wireshark's dissector was not asked (Debian: apt-get install tshark)";

            // `dotnet test` does not print why a test was skipped.
            context.DisplayMessage(MessageLevel.Warning, reason);
            Assert.Inconclusive(reason);
            return;
        }

        SampleMessages generator = new SampleMessages(Seed);
        List<SampleMessage> samples = Enumerable.Range(0, generator.Kinds * RoundsOfAllKinds).Select(_ => generator.Next()).ToList();
        IReadOnlyList<JsonElement> packets = Dissect(samples);
        Assert.HasCount(samples.Count, packets);
        int fields = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            fields += Compare(
                samples[i], packets[i], $"sample {i}, {MessageTypes.Name(samples[i].Type)}, {Convert.ToHexString(samples[i].Datagram)}");
        }

        context.WriteLine($"{version}: {samples.Count} messages, {fields} fields");
        Assert.IsGreaterThan(samples.Count * 2, fields, "fields compared");
    }

    private static IReadOnlyList<JsonElement> Dissect(List<SampleMessage> samples)
    {
        string capture = Path.Combine(Path.GetTempPath(), $"sensornet-{Guid.NewGuid():N}.pcap");
        try
        {
            using (FileStream file = File.Create(capture))
            {
                PcapWriter.Write(file, Port, samples.Select(s => s.Datagram));
            }

            return Tshark.Dissect(capture, Port);
        }
        finally
        {
            File.Delete(capture);
        }
    }

    private static int Compare(SampleMessage sample, JsonElement packet, string what)
    {
        // Wireshark 4.0 reads the flags of a WILLTOPIC or WILLTOPICUPD of two octets, which has none (5.4.7, 5.4.22).
        bool empty = sample.Type is MessageType.WillTopic or MessageType.WillTopicUpd && sample.Layers[^1].All.Count == 2;
        Assert.IsTrue(empty || !packet.TryGetProperty("_ws.malformed", out _), $"malformed: {what}");
        int fields = 0;
        JsonElement shown = packet.GetProperty("mqttsn");
        foreach (ShownFields layer in sample.Layers)
        {
            shown = shown.GetProperty("mqttsn.msg");
            fields += Compare(layer, shown, what);
        }

        Assert.IsFalse(shown.TryGetProperty("mqttsn.msg", out _), $"one message more: {what}");
        return fields;
    }

    private static int Compare(ShownFields layer, JsonElement shown, string what)
    {
        Dictionary<string, Shown> expected = layer.All.ToDictionary(f => "mqttsn." + f.Field);
        HashSet<string> seen = new HashSet<string>();
        foreach (JsonProperty property in shown.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
        {
            Assert.IsTrue(expected.TryGetValue(property.Name, out Shown? field), $"{property.Name} is shown and was not written: {what}");
            Assert.AreEqual(Text(field), Text(field, shown, property), $"{property.Name}: {what}");
            seen.Add(property.Name);
        }

        IEnumerable<string> missing = expected.Values.Where(f => f.Always && !seen.Contains("mqttsn." + f.Field)).Select(f => f.Field);
        Assert.AreEqual("", string.Join(", ", missing), $"not shown: {what}");
        return seen.Count;
    }

    private static string Text(Shown field) => field.Octets is { } octets
        ? Convert.ToHexString(octets)
        : field.Number!.Value.ToString(CultureInfo.InvariantCulture);

    // A string is compared by its octets, which are the first item of the property with the suffix _raw; where there are none it is left out.
    private static string Text(Shown field, JsonElement shown, JsonProperty property)
    {
        if (field.Octets is not null)
        {
            return shown.TryGetProperty(property.Name + "_raw", out JsonElement raw) ? raw[0].GetString()!.ToUpperInvariant() : "";
        }

        string text = property.Value.GetString()!;
        long number = text.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(text, CultureInfo.InvariantCulture);
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
