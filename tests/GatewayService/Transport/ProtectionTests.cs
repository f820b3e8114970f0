using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.GatewayService.Tests.Settings;
using SensorNet.GatewayService.Transport.Protection;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Transport;

[TestClass]
public sealed class ProtectionTests : IDisposable
{
    private const string KeyHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-keys-").FullName;

    private string CounterPath => Path.Combine(_folder, "counter");

    [TestMethod]
    [DataRow(8)]
    [DataRow(16)]
    [DataRow(32)]
    public void OpenSSL_makes_the_same_tag(int tagBytes)
    {
        ProtectionKey key = new ProtectionKey("node-1"u8.ToArray(), Convert.FromHexString(KeyHex), new HashMac());
        CounterReserve reserve = new CounterReserve(new CounterOnDisk(CounterPath), 16, Random.Shared);
        Protector client = Protector.OfClient(key, reserve, Random.Shared);
        client.TagBytes = tagBytes;
        byte[] target = new byte[300];
        byte[] inner = [2, (byte)MessageType.PingReq];
        int bytes = client.Write(0, inner, 0, inner.Length, target, 0);

        Assert.AreEqual(Convert.ToHexStringLower(target[(bytes - tagBytes)..bytes]), OpenSslHmac(target[..(bytes - tagBytes)])[..(2 * tagBytes)]);
        Assert.AreEqual(
            Convert.ToHexStringLower(key.ClientSenderId), OpenSslHmac(Encoding.ASCII.GetBytes("MQTT-SN client node-1"))[..16], "sender id");
    }

    [TestMethod]
    public void A_file_of_keys_has_comments_and_client_ids_with_colons()
    {
        string text = $"# keys\r\n\r\na:b:{KeyHex}\r\nc:{KeyHex}";
        Assert.IsTrue(ClientKeyFile.TryParse(text, new HashMac(), out ProtectionKey[]? keys, out string? problem), problem);
        CollectionAssert.AreEqual(new[] { "a:b", "c" }, keys.Select(key => Encoding.UTF8.GetString(key.ClientId)).ToArray());
    }

    [TestMethod]
    [DataRow("a", "line 1 must be clientid:hexkey")]
    [DataRow($"a:{KeyHex}\n:{KeyHex}", "line 2 must be clientid:hexkey")]
    [DataRow("a:0011", "line 1 must have after the last colon a key of 32 to 128 hexadecimal digits")]
    [DataRow("a:secretsecretsecretsecretsecretse", "line 1 must have after the last colon a key")]
    [DataRow($"a:{KeyHex}\na:{KeyHex}", "line 2 has the client id \"a\" of an earlier line again")]
    public void A_wrong_line_is_told_without_its_key(string text, string begins)
    {
        Assert.IsFalse(ClientKeyFile.TryParse(text, new HashMac(), out _, out string? problem));
        StringAssert.StartsWith(problem, begins, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem);
    }

    [TestMethod]
    public void The_counter_outlives_the_process_and_what_is_no_counter_is_not_replaced()
    {
        CounterOnDisk counter = new CounterOnDisk(CounterPath);
        Assert.IsTrue(counter.TryRead(out uint none));
        Assert.AreEqual(0u, none);
        Assert.IsTrue(counter.TryWrite(uint.MaxValue));
        Assert.IsTrue(new CounterOnDisk(CounterPath).TryRead(out uint kept));
        Assert.AreEqual(uint.MaxValue, kept);

        File.WriteAllText(CounterPath, "4294967296\n");
        Assert.IsFalse(counter.TryRead(out _));
        Assert.IsNotNull(counter.Problem);
        Assert.IsFalse(new CounterReserve(counter, 16, Random.Shared).Covers(1));
        Assert.AreEqual("4294967296\n", File.ReadAllText(CounterPath));
    }

    [TestMethod]
    public void A_counter_that_cannot_be_written_says_why()
    {
        CounterOnDisk counter = new CounterOnDisk(Path.Combine(_folder, "nowhere", "counter"));
        Assert.IsFalse(counter.TryWrite(7));
        StringAssert.StartsWith(counter.Problem, "cannot be written", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_counter_is_written_when_the_disk_has_the_name_of_its_file()
    {
        List<string> synced = [];
        void Sync(string folder)
        {
            Assert.AreEqual("8\n", File.ReadAllText(CounterPath), "the new number has its name");
            synced.Add(folder);
        }

        Assert.IsTrue(new CounterOnDisk(CounterPath).TryWrite(7));
        Assert.IsTrue(new CounterOnDisk(CounterPath, Sync).TryWrite(8));
        CollectionAssert.AreEqual(new[] { _folder }, synced);

        CounterOnDisk failing = new CounterOnDisk(CounterPath, _ => throw new IOException("the disk has gone"));
        Assert.IsFalse(failing.TryWrite(9));
        Assert.AreEqual("cannot be written: the disk has gone", failing.Problem);
    }

    [TestMethod]
    public void The_identity_of_a_client_with_a_key_is_one_array_for_all_its_datagrams()
    {
        using ProtectionParts parts = Load($"node-1:{KeyHex}");
        ShardProtection protection = new ShardProtection(0, parts, null!, NullLogger.Instance);
        byte[]? identity = protection.IdentityOf(ProtectedAddress.Of(0));
        CollectionAssert.AreEqual("node-1"u8.ToArray(), identity);
        Assert.AreSame(identity, protection.IdentityOf(ProtectedAddress.Of(0)));
        Assert.IsNull(protection.IdentityOf(ProtectedAddress.Of(1)));
        Assert.IsNull(protection.IdentityOf(new NetworkAddress(0, 0, 0, 0)));
    }

    [TestMethod]
    public void A_check_uses_no_counters()
    {
        Load($"node-1:{KeyHex}", isCheck: true).Dispose();
        Assert.IsFalse(File.Exists(CounterPath));
        Load($"node-1:{KeyHex}").Dispose();
        string used = File.ReadAllText(CounterPath);
        Load($"node-1:{KeyHex}", isCheck: true).Dispose();
        Assert.AreEqual(used, File.ReadAllText(CounterPath));
    }

    [TestMethod]
    [DataRow("4294967295\n", true, "says that all counters are used up")]
    [DataRow("4294967295\n", false, "says that all counters are used up")]
    [DataRow("many", true, "has not the number that the gateway has written")]
    [DataRow("many", false, "has not the number that the gateway has written")]
    public void What_is_wrong_with_the_counter_is_told_by_a_check_and_by_a_start(string file, bool isCheck, string rule)
    {
        File.WriteAllText(CounterPath, file);
        string expected = $"Protection:CounterFile = \"{CounterPath}\": {rule}: give each client a new key and delete the file";
        Load($"node-1:{KeyHex}", isCheck, expected).Dispose();
        Assert.AreEqual(file, File.ReadAllText(CounterPath));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ProtectionParts Load(string keys, bool isCheck = false, string expected = "")
    {
        string keyFile = Path.Combine(_folder, "keys");
        File.WriteAllText(keyFile, keys);
        ServiceSettings settings = new LoadedSettings(("Protection:KeyFile", keyFile), ("Protection:CounterFile", CounterPath)).Settings!;
        List<SettingProblem> problems = [];
        ProtectionParts? parts = ProtectionParts.Load(settings, problems, isCheck);
        Assert.AreEqual(expected, string.Join('\n', problems));
        return parts!;
    }

    private static string OpenSslHmac(byte[] octets)
    {
        string[] arguments = ["dgst", "-sha256", "-mac", "HMAC", "-macopt", $"hexkey:{KeyHex}", "-r"];
        ProcessStartInfo start = new ProcessStartInfo(Programs.Find("openssl"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process openssl = Process.Start(start)!;
        openssl.StandardInput.BaseStream.Write(octets);
        openssl.StandardInput.Close();
        string output = openssl.StandardOutput.ReadToEnd();
        openssl.WaitForExit();
        Assert.AreEqual(0, openssl.ExitCode, output);
        return output.Split(' ')[0];
    }
}
