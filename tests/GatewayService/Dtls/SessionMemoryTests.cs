using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>What a session keeps.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SessionMemoryTests(TestContext context)
{
    private const int Sessions = 200;
    private const int BytesMax = 16 * 1024;

    [TestMethod]
    [DataRow(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)]
    [DataRow(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256)]
    [DataRow(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256)]
    public void A_session_keeps_few_KB(int suite)
    {
        using DtlsFiles files = new DtlsFiles();
        using EchoShard shard = new EchoShard(files, ("Dtls:HandshakesPerAddressMax", "64"));
        Make(shard, suite, 10);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Make(shard, suite, Sessions);

        // The system can give a peer the port of an earlier one, whose session it replaces.
        long replaced = shard.Ends(SessionEnd.Replaced);
        long bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Sessions - replaced);
        context.WriteLine($"{bytes} bytes a session");
        Assert.AreEqual(Sessions + 10 - replaced, shard.Counters.Sessions);
        Assert.IsLessThan(BytesMax, bytes);
    }

    // The peers are not kept.
    private static void Make(EchoShard shard, int suite, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using DtlsPeer peer = new DtlsPeer(shard.EndPoint, suite: suite, connectionId: []);
            peer.ExpectEcho(1);
        }
    }
}
