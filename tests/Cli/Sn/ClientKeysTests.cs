using System.Text;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Protection;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class ClientKeysTests : IDisposable
{
    private const string Key = "00112233445566778899aabbccddeeff";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-cli-keys-").FullName;

    [TestMethod]
    [DataRow($"a:{Key}", null, "a")]
    [DataRow($"# two\na:{Key}\nb:c:{Key}\n", "b:c", "b:c")]
    public void The_line_of_the_client_id_is_taken(string text, string? id, string taken) =>
        Assert.AreEqual(taken, Encoding.UTF8.GetString(ClientKeys.Read(Write(text), id).ClientId));

    [TestMethod]
    [DataRow($"a:{Key}\nb:{Key}", null, "has 2 keys: say by --id which client this is")]
    [DataRow("# none", null, "has 0 keys")]
    [DataRow($"a:{Key}", "b", "has no key of the client id 'b'")]
    [DataRow($"a:{Key}\nb:secret", "a", "line 2, is not clientid:hexkey")]
    public void What_is_wrong_is_said_without_any_key(string text, string? id, string problem)
    {
        CliException failure = Assert.ThrowsExactly<CliException>(() => ClientKeys.Read(Write(text), id));
        StringAssert.Contains(failure.Message, problem);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [TestMethod]
    public void The_counter_goes_on_with_the_next_command()
    {
        string keys = Write($"a:{Key}");
        CounterReserve first = new CounterReserve(new KeyFileCounter(keys), KeyFileCounter.Block, Random.Shared);
        Assert.IsTrue(first.Covers(first.First));
        CounterReserve second = new CounterReserve(new KeyFileCounter(keys), KeyFileCounter.Block, Random.Shared);
        Assert.AreEqual(first.First + KeyFileCounter.Block, second.First);

        File.WriteAllText(keys + ".counter", "no number");
        Assert.ThrowsExactly<CliException>(() => new CounterReserve(new KeyFileCounter(keys), KeyFileCounter.Block, Random.Shared));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "keys");
        File.WriteAllText(path, text);
        return path;
    }
}
