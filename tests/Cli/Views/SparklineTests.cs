using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Tests.Views;

[TestClass]
public sealed class SparklineTests
{
    [TestMethod]
    public void The_lowest_value_is_the_lowest_block_and_the_highest_the_highest() =>
        Assert.AreEqual("▁▂▃▄▅▆▇█", Draw([0, 1, 2, 3, 4, 5, 6, 7], unicode: true));

    [TestMethod]
    public void Small_noise_stays_small() =>
        Assert.AreEqual("▅▅▄▅", Draw([20.00m, 20.01m, 19.99m, 20.00m], unicode: true));

    [TestMethod]
    public void A_terminal_without_blocks_gets_ascii() =>
        Assert.IsTrue(Draw([1, 5, 9], unicode: false).All(char.IsAscii));

    [TestMethod]
    public void Nothing_gives_nothing() => Assert.AreEqual("", Draw([], unicode: true));

    [TestMethod]
    public void The_largest_values_do_not_overflow() =>
        Assert.AreEqual("▁█", Draw([-NodeReading.ValueMax, NodeReading.ValueMax], unicode: true));

    private static string Draw(decimal[] values, bool unicode) => Sparkline.Draw(values, 0.5m, unicode);
}
