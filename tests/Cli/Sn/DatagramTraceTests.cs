using SensorNet.Cli.Sn.Network;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class DatagramTraceTests
{
    [TestMethod]
    public void A_line_of_a_later_day_begins_with_its_date()
    {
        ManualTime time = new ManualTime();
        using LineWriter output = new LineWriter();
        DatagramTrace trace = new DatagramTrace(output, time);
        trace.Sent([2, 0x16]);
        time.Advance(86_400.25);
        trace.Received([2, 0x17]);
        Assert.AreEqual("12:00:01.000 -> PINGREQ\n2026-03-02 12:00:01.250 <- PINGRESP\n", output.Text);
    }
}
