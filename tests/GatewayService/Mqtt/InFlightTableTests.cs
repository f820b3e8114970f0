using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class InFlightTableTests
{
    [TestMethod]
    public void All_ids_up_to_the_limit_are_given_once_and_again_when_free()
    {
        InFlightTable table = new InFlightTable(100);
        int[] ids = Enumerable.Range(0, 100).Select(i => table.Add(InFlightKind.AtLeastOnce, 1000 + i)).ToArray();

        CollectionAssert.AreEquivalent(Enumerable.Range(1, 100).ToArray(), ids);
        Assert.AreEqual(0, table.Add(InFlightKind.AtLeastOnce, 1));
        Assert.AreEqual(1041, table.Remove(ids[41]));
        Assert.AreEqual(InFlightKind.None, table.Kind(ids[41]));
        Assert.AreEqual(ids[41], table.Add(InFlightKind.Subscribe, 7));
        Assert.AreEqual(100, table.Count);
    }

    [TestMethod]
    public void Any_number_of_the_broker_can_be_asked_for()
    {
        InFlightTable table = new InFlightTable(100);
        table.Add(InFlightKind.AtLeastOnce, 1);

        Assert.AreEqual(InFlightKind.None, table.Kind(0));
        Assert.AreEqual(InFlightKind.None, table.Kind(2));
        Assert.AreEqual(InFlightKind.None, table.Kind(65_535));
    }

    [TestMethod]
    public void Packets_are_kept_as_they_were_in_the_order_in_which_they_went()
    {
        InFlightTable table = new InFlightTable(10);
        int first = table.Add(InFlightKind.AtLeastOnce, 1);
        Keep(table, first, [1, 2, 3]);
        int second = table.Add(InFlightKind.ExactlyOnce, 2);
        Keep(table, second, [4]);
        table.Remove(first);
        int third = table.Add(InFlightKind.AtLeastOnce, 3);
        Keep(table, third, [5, 6]);

        CollectionAssert.AreEqual(new[] { second, third }, table.InOrder());
        Assert.AreEqual("0506", Convert.ToHexString(table.Packet(third)));
    }

    [TestMethod]
    public void Kept_octets_are_counted_until_the_broker_has_the_message()
    {
        InFlightTable table = new InFlightTable(10);
        int first = table.Add(InFlightKind.AtLeastOnce, 1);
        table.Keep(first, 5_000);
        int second = table.Add(InFlightKind.ExactlyOnce, 2);
        table.Keep(second, 100);
        Assert.AreEqual(5_100, table.KeptBytes);

        table.Remove(first);
        table.Released(second);
        Assert.AreEqual(0, table.KeptBytes);

        table.Remove(second);
        Assert.AreEqual(0, table.KeptBytes);
        table.Keep(table.Add(InFlightKind.AtLeastOnce, 3), 1);
        Assert.AreEqual(1, table.KeptBytes);
    }

    [TestMethod]
    public void What_need_not_be_kept_any_more_keeps_its_id()
    {
        InFlightTable table = new InFlightTable(10);
        int id = table.Add(InFlightKind.ExactlyOnce, 1);
        table.Keep(id, 50);

        table.LetGo(id);

        Assert.AreEqual(0, table.KeptBytes);
        Assert.AreEqual(InFlightKind.ExactlyOnce, table.Kind(id));
        Assert.AreEqual(1, table.Remove(id));
        Assert.AreEqual(0, table.KeptBytes);
    }

    private static void Keep(InFlightTable table, int id, byte[] packet) => packet.CopyTo(table.Keep(id, packet.Length));
}
