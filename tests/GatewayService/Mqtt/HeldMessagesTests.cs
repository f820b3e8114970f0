using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class HeldMessagesTests
{
    private readonly HeldMessages _held = new();

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(65_535, 1)]
    [DataRow(1, 2)]
    [DataRow(65_535, 2)]
    public void A_message_is_taken_over_by_its_token(int packetId, int qos)
    {
        Assert.IsTrue(_held.TryAdd(packetId));
        Assert.IsFalse(_held.TryAdd(packetId), "a repeated one");

        Assert.IsTrue(_held.TryTakeOver(_held.Token(packetId, qos), out int takenId, out int takenQos));

        Assert.AreEqual(packetId, takenId);
        Assert.AreEqual(qos, takenQos);
        Assert.AreEqual(qos == 2, _held.AwaitsRelease(packetId));
        Assert.AreEqual(qos == 1, _held.TryAdd(packetId), "at QoS 1 the id is free");
        _held.Release(packetId);
        Assert.IsTrue(qos == 1 || _held.TryAdd(packetId));
    }

    [TestMethod]
    public void A_message_of_an_earlier_session_is_not_acknowledged()
    {
        _held.TryAdd(7);
        int token = _held.Token(7, 1);
        _held.BeginSession();
        _held.TryAdd(7);

        Assert.IsFalse(_held.TryTakeOver(token, out _, out _));
        Assert.IsTrue(_held.TryTakeOver(_held.Token(7, 1), out _, out _));
    }

    [TestMethod]
    public void Messages_are_acknowledged_after_any_number_of_lost_sessions()
    {
        for (int session = 0; session < 40_000; session++)
        {
            _held.TryAdd(9);
            int earlier = _held.Token(9, 2);
            _held.BeginSession();
            _held.TryAdd(9);
            int token = _held.Token(9, 2);

            Assert.IsGreaterThan(0, token, $"token after {session} lost sessions");
            Assert.IsFalse(_held.TryTakeOver(earlier, out _, out _), $"a token of before, after {session} lost sessions");
            Assert.IsTrue(_held.TryTakeOver(token, out _, out _), $"after {session} lost sessions");
        }
    }
}
