using SensorNet.WebView.Hosting;

namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class OpenCircuitsTests
{
    [TestMethod]
    public void A_page_beyond_the_bound_is_refused_and_not_counted()
    {
        OpenCircuits circuits = new OpenCircuits(2);
        circuits.Open("a");
        circuits.Open("b");
        Assert.IsTrue(circuits.AreFull);

        Assert.ThrowsExactly<WebServerException>(() => circuits.Open("c"));
        circuits.Close("c");
        Assert.AreEqual(2, circuits.Count);
        circuits.Close("a");

        Assert.IsFalse(circuits.AreFull);
        circuits.Open("d");
        Assert.AreEqual(2, circuits.Count);
    }
}
