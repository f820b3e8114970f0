using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Access;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>What a shard's state machine is told of who may connect.</summary>
[TestClass]
public sealed class ShardAccessTests
{
    [TestMethod]
    [DataRow("10.1.0.0/16, fd00::/8", null, "10.1.2.3", true)]
    [DataRow("10.1.0.0/16, fd00::/8", null, "fd12::1", true)]
    [DataRow("10.1.0.0/16, fd00::/8", null, "10.2.2.3", false)]
    [DataRow("10.1.0.0/16", "10.1.2.3", "10.1.2.3", false)]
    [DataRow("10.1.0.0/16", "10.1.2.3", "10.1.2.4", true)]
    [DataRow(null, "10.1.2.3", "10.1.2.3", false)]
    [DataRow(null, "10.1.2.3", "fd12::1", true)]
    public void An_address_must_be_allowed_and_not_denied(string? allow, string? deny, string address, bool expected)
    {
        ShardAccess access = Access(new AccessSettings { AllowAddresses = allow, DenyAddresses = deny });
        Assert.AreEqual(expected, MayConnect(access, SocketAddresses.FromEndPoint(0, new IPEndPoint(IPAddress.Parse(address), 1884)), "node"));
    }

    [TestMethod]
    [DataRow("10.1.0.0/16", null)]
    [DataRow(null, "0.0.0.0/0")]
    public void The_number_of_a_client_with_a_key_is_no_IP_address(string? allow, string? deny)
    {
        AccessSettings settings = new AccessSettings { AllowAddresses = allow, DenyAddresses = deny, DenyClients = "guest-*" };
        Assert.IsTrue(MayConnect(Access(settings), ProtectedAddress.Of(7), "node"));
        Assert.IsFalse(MayConnect(Access(settings), ProtectedAddress.Of(7), "guest-1"), "its client id is asked for");
    }

    private static ShardAccess Access(AccessSettings settings) =>
        new(settings, new AccessFiles(settings, NullLogger.Instance), new RefusalLog(0, NullLogger.Instance), () => 0);

    private static bool MayConnect(ShardAccess access, NetworkAddress from, string clientId)
    {
        byte[] octets = Encoding.UTF8.GetBytes(clientId);
        return access.MayConnect(ref from, null, octets, 0, octets.Length);
    }
}
