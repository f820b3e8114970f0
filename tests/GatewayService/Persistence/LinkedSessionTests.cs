using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence.Sessions;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>Which broker has the session that a store goes on with.</summary>
[TestClass]
public sealed class LinkedSessionTests
{
    private static readonly BrokerChoice Brokers = new(
        [new BrokerAddress("one", 1883), new BrokerAddress("two", 1884)], tls: null, primaryRetryMs: 0, probeTimeoutMs: 1_000);

    [TestMethod]
    [DataRow("gateway-0", "one:1883", 0)]
    [DataRow("gateway-0", "two:1884", 1)]
    [DataRow("gateway-0", "two:1883", Handshake.NoBroker, DisplayName = "a broker that is not in the settings")]
    [DataRow("gateway-1", "one:1883", Handshake.NoBroker, DisplayName = "another client id")]
    [DataRow("gateway-0", null, 0, DisplayName = "a store that did not keep the address")]
    public void It_is_that_of_the_client_id_and_the_address(string clientId, string? address, int expected) =>
        Assert.AreEqual(expected, LinkedSession.HomeOf(new LinkedSession(clientId, address), "gateway-0", Brokers));

    [TestMethod]
    public void A_new_store_goes_on_with_none() => Assert.AreEqual(Handshake.NoBroker, LinkedSession.HomeOf(null, "gateway-0", Brokers));
}
