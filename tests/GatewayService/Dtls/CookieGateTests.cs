using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Dtls;

[TestClass]
public sealed class CookieGateTests
{
    private static readonly byte[] s_first = Hello.Make(new byte[32], []);
    private static readonly byte[] s_second = Hello.Make(new byte[32], new byte[20]);

    [TestMethod]
    public void A_flood_of_ClientHellos_is_looked_at_evenly_over_the_second()
    {
        CookieGate gate = new CookieGate(new BcTlsCrypto(new SecureRandom()), [], 2_000, 0);

        Assert.AreEqual(500, Taken(gate, 0, s_first));
        Assert.AreEqual(2, Taken(gate, 1, s_first));
        Assert.AreEqual(20, Taken(gate, 11, s_first));
        Assert.AreEqual(500, Taken(gate, 5_000, s_first));
    }

    [TestMethod]
    public void A_flood_without_cookies_leaves_room_for_those_with_one()
    {
        CookieGate gate = new CookieGate(new BcTlsCrypto(new SecureRandom()), [], 2_000, 0);

        Taken(gate, 0, s_first);

        Assert.AreEqual(500, Taken(gate, 0, s_second));
    }

    [TestMethod]
    public void At_the_least_rate_one_passes_a_second()
    {
        CookieGate gate = new CookieGate(new BcTlsCrypto(new SecureRandom()), [], 1, 0);

        Assert.AreEqual(1, Taken(gate, 0, s_first));
        Assert.AreEqual(0, Taken(gate, 999, s_first));
        Assert.AreEqual(1, Taken(gate, 1_000, s_first));
    }

    private static int Taken(CookieGate gate, long nowMs, byte[] hello)
    {
        const int More = 10_000;
        return Enumerable.Range(0, More).Count(_ => gate.HasRoom(nowMs, hello));
    }
}
