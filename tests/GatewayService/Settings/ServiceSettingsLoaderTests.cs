using System.Net;
using MQTTnet.Formatter;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Settings;

[TestClass]
public sealed class ServiceSettingsLoaderTests
{
    [TestMethod]
    public void Without_any_setting_the_defaults_are_valid()
    {
        LoadedSettings loaded = new LoadedSettings();

        Assert.IsEmpty(loaded.Problems);
        Assert.AreEqual(GatewayMode.Aggregating, loaded.Settings!.Gateway.Mode);
        Assert.AreEqual(1, loaded.Settings.Gateway.Shards, "however many cores there are");
        Assert.AreEqual("gateways/1/status", loaded.Settings.StatusTopic);
    }

    [TestMethod]
    public void Values_are_taken_over()
    {
        LoadedSettings loaded = new LoadedSettings(
            ("Gateway:Id", "7"),
            ("Gateway:Mode", "Transparent"),
            ("Gateway:Shards", "3"),
            ("Udp:Listen", "127.0.0.1:1885, [::1]:1886"),
            ("Broker:Version", "5"),
            ("Broker:User", "me"),
            ("Broker:Password", "secret"),
            ("Topics:Predefined:17", "garden/temperature"));

        Assert.IsEmpty(loaded.Problems);
        ServiceSettings settings = loaded.Settings!;
        Assert.AreEqual(7, settings.Gateway.Id);
        Assert.AreEqual(GatewayMode.Transparent, settings.Gateway.Mode);
        Assert.AreEqual(3, settings.Gateway.Shards);
        CollectionAssert.AreEqual(new[] { IPEndPoint.Parse("127.0.0.1:1885"), IPEndPoint.Parse("[::1]:1886") }, settings.Udp.Listen.ToArray());
        Assert.AreEqual(MqttProtocolVersion.V500, settings.Broker.Version);
        Assert.AreEqual("secret", settings.Broker.Password);
        Assert.AreEqual(new PredefinedTopic(17, "garden/temperature"), settings.PredefinedTopics.Single());
    }

    [TestMethod]
    public void Keys_of_clients_need_a_file_for_the_counter()
    {
        LoadedSettings loaded = new LoadedSettings(("Protection:KeyFile", "keys"));
        Assert.HasCount(1, loaded.Problems);
        StringAssert.Contains(loaded.Problems[0].ToString(), "Protection:CounterFile", StringComparison.Ordinal);

        LoadedSettings useless = new LoadedSettings(("Protection:CounterFile", "counter"));
        Assert.AreEqual("Protection:CounterFile = \"counter\": is of no use: Protection:KeyFile is not set", useless.Problems.Single().ToString());

        LoadedSettings all = new LoadedSettings(("Protection:Required", "all"));
        Assert.HasCount(1, all.Problems);
        StringAssert.Contains(all.Problems[0].ToString(), "Protection:KeyFile", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_list_of_addresses_can_be_a_list()
    {
        LoadedSettings loaded = new LoadedSettings(("Udp:Listen:0", "127.0.0.1:1885"), ("Udp:Listen:1", "127.0.0.1:1886"));

        Assert.IsEmpty(loaded.Problems);
        Assert.HasCount(2, loaded.Settings!.Udp.Listen);
    }

    [TestMethod]
    public void One_value_with_commas_replaces_a_list()
    {
        LoadedSettings loaded = new LoadedSettings(("Udp:Listen:0", "127.0.0.1:1885"), ("Udp:Listen", "127.0.0.1:1886"));

        Assert.IsEmpty(loaded.Problems);
        Assert.AreEqual(1886, loaded.Settings!.Udp.Listen.Single().Port);
    }

    [TestMethod]
    [DataRow("Gateway:Id", "0", "1 to 255")]
    [DataRow("Gateway:Id", "256", "1 to 255")]
    [DataRow("Gateway:Id", "one", "whole number")]
    [DataRow("Gateway:Mode", "both", "aggregating, transparent")]
    [DataRow("Gateway:Shards", "0", "1 to 64")]
    [DataRow("Gateway:Shards", "65", "1 to 64")]
    [DataRow("Gateway:AllowQosMinusOne", "yes", "true or false")]
    [DataRow("Gateway:StatisticsIntervalSeconds", "90000", "0 to 86400")]
    [DataRow("Gateway:StopTimeoutMs", "5", "100 to 60000")]
    [DataRow("Udp:Listen", "localhost:1884", "IP address and a port")]
    [DataRow("Udp:Listen", "127.0.0.1", "IP address and a port")]
    [DataRow("Udp:Listen", "127.0.0.010:1884", "without leading zeros")]
    [DataRow("Udp:Listen", "127.1:1884", "without leading zeros")]
    [DataRow("Udp:Listen", "1884:5", "without leading zeros")]
    [DataRow("Udp:Listen", "[::ffff:127.0.0.010]:1884", "without leading zeros")]
    [DataRow("Udp:Discovery", "225.1.1.01:1885", "without leading zeros")]
    [DataRow("Broker:Host", "127.0.0.010", "four numbers from 0 to 255 without leading zeros")]
    [DataRow("Broker:Host", "192.168.1.300", "four numbers from 0 to 255 without leading zeros")]
    [DataRow("Broker:Host", "10.1", "four numbers")]
    [DataRow("Broker:Host", "::ffff:127.0.0.010", "a name or an IPv4 address")]
    [DataRow("Broker:Host", "mqtt://broker", "a name or an IPv4 address")]
    [DataRow("Udp:Listen", "127.0.0.1:70000", "IP address and a port")]
    [DataRow("Udp:Listen", "::1:0", "IP address and a port")]
    [DataRow("Udp:Listen", "", "at least one")]
    [DataRow("Udp:ReceiveBufferBytes", "1000", "65536 to")]
    [DataRow("Udp:DatagramBytesMax", "65508", "256 to 65507")]
    [DataRow("Udp:Discovery", "225.1.1.1:0", "IP address and a port from 1")]
    [DataRow("Udp:AdvertiseIntervalSeconds", "65536", "0 to 65535")]
    [DataRow("Broker:Port", "0", "1 to 65535")]
    [DataRow("Broker:Port", "65536", "1 to 65535")]
    [DataRow("Broker:Port", "1883.0", "whole number")]
    [DataRow("Broker:Version", "3.1", "3.1.1, 5")]
    [DataRow("Broker:KeepAliveSeconds", "4", "5 to 65535")]
    [DataRow("Broker:CleanSession", "1", "true or false")]
    [DataRow("Broker:ConnectTimeoutMs", "99", "100 to 120000")]
    [DataRow("Broker:BackoffMinMs", "0", "50 to 60000")]
    [DataRow("Broker:BackoffMaxMs", "100", "at least Broker:BackoffMinMs")]
    [DataRow("Broker:InFlightMax", "0", "1 to 65535")]
    [DataRow("Broker:InFlightMax", "65536", "1 to 65535")]
    [DataRow("Broker:Connections", "0", "1 to 16")]
    [DataRow("Broker:OutputBytesMax", "4095", "4096 to")]
    [DataRow("Broker:OutputBytesMax", "66000", "Udp:DatagramBytesMax")]
    [DataRow("Broker:Password", "secret", "when Broker:Password is")]
    [DataRow("Limits:ClientsPerShardMax", "0", "1 to 1000000")]
    [DataRow("Limits:TopicsPerClientMax", "65535", "1 to 65534")]
    [DataRow("Limits:SubscriptionsPerClientMax", "0", "1 to 10000")]
    [DataRow("Limits:BufferedMessagesPerClientMax", "0", "1 to 100000")]
    [DataRow("Limits:BufferedBytesPerClientMax", "2000000000", "64 to 1073741824")]
    [DataRow("Limits:InFlightPerClientMax", "0", "1 to 1000")]
    [DataRow("Timing:RetryMs", "9", "10 to 600000")]
    [DataRow("Timing:RetryCountMax", "101", "0 to 100")]
    [DataRow("Timing:TolerancePercent", "-1", "0 to 1000")]
    [DataRow("Timing:SessionExpirySeconds", "400000000", "0 to 315360000")]
    [DataRow("Timing:BrokerGraceMs", "600001", "0 to 600000")]
    [DataRow("Timing:RecallGapMs", "0", "1 to 60000")]
    [DataRow("Topics:Predefined:0", "a", "1 to 65534")]
    [DataRow("Topics:Predefined:65535", "a", "1 to 65534")]
    [DataRow("Topics:Predefined:one", "a", "1 to 65534")]
    [DataRow("Topics:Predefined:1", "a/#", "must be a topic name: the topic name has a wildcard")]
    [DataRow("Topics:Predefined:1", "", "topic name")]
    [DataRow("Logging:Level", "loud", "trace, debug")]
    [DataRow("Broker:ExactlyOnceInFlightMax", "0", "1 to 65535")]
    [DataRow("Broker:Prot", "1883", "not a setting; Broker:Port is")]
    [DataRow("Brokr:Port", "1883", "not a setting; Broker:Port is")]
    [DataRow("Broker:WhateverThisMayBe", "1", "not a setting")]
    public void A_bad_value_is_refused_with_its_key_and_the_rule(string key, string value, string rule)
    {
        LoadedSettings loaded = new LoadedSettings((key, value));

        Assert.IsNull(loaded.Settings);
        string text = string.Join('\n', loaded.Problems);
        Assert.HasCount(1, loaded.Problems, text);
        StringAssert.Contains(text, key.Split(':')[0], StringComparison.Ordinal);
        StringAssert.Contains(text, rule, StringComparison.Ordinal);
    }

    [TestMethod]
    public void All_problems_are_told_at_once()
    {
        LoadedSettings loaded = new LoadedSettings(("Gateway:Id", "0"), ("Broker:Port", "x"), ("Udp:Listen", "nowhere"), ("Broker:Colour", "red"));

        CollectionAssert.AreEquivalent(
            new[] { "Gateway:Id", "Broker:Port", "Udp:Listen", "Broker:Colour" }, loaded.Problems.Select(problem => problem.Key).ToArray());
    }

    [TestMethod]
    public void The_value_of_a_misspelt_key_is_not_shown_as_it_can_be_a_password()
    {
        LoadedSettings loaded = new LoadedSettings(("Broker:Passwrd", "secret"));

        Assert.AreEqual("Broker:Passwrd = (not shown): is not a setting; Broker:Password is", loaded.Problems.Single().ToString());
    }

    [TestMethod]
    public void A_problem_with_the_password_does_not_show_it()
    {
        string secret = new string('s', 1001);

        LoadedSettings loaded = new LoadedSettings(("Broker:User", "me"), ("Broker:Password", secret));

        Assert.DoesNotContain("sss", loaded.Problems.Single().ToString());
    }

    [TestMethod]
    public void Discovery_needs_a_listening_address_of_its_family()
    {
        LoadedSettings loaded = new LoadedSettings(("Udp:Listen", "127.0.0.1:1884"), ("Udp:Discovery", "[ff02::1]:1885"));

        StringAssert.Contains(loaded.Problems.Single().ToString(), "same family", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Several_connections_need_sessions_that_are_kept()
    {
        LoadedSettings loaded = new LoadedSettings(("Broker:Connections", "2"), ("Broker:CleanSession", "true"));

        StringAssert.Contains(loaded.Problems.Single().ToString(), "needs Broker:CleanSession false", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_output_must_hold_the_longest_message()
    {
        (string, string)[] values = [("Udp:DatagramBytesMax", "1000"), ("Broker:OutputBytesMax", "4096")];

        Assert.IsEmpty(new LoadedSettings(values).Problems);
    }
}
