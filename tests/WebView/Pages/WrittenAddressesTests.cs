using SensorNet.WebView.Pages;

namespace SensorNet.WebView.Tests.Pages;

[TestClass]
public sealed class WrittenAddressesTests
{
    private readonly WrittenAddresses _addresses = new();

    [TestMethod]
    public void What_the_page_has_written_is_no_news_however_late_it_comes_back()
    {
        _addresses.Begin("/");
        Assert.IsFalse(_addresses.IsNews("/"));
        Assert.IsTrue(_addresses.Write("/?q=a"));
        Assert.IsTrue(_addresses.Write("/?q=ab"));
        Assert.IsFalse(_addresses.Write("/?q=ab"));
        Assert.IsFalse(_addresses.IsNews("/?q=a"));
        Assert.IsFalse(_addresses.IsNews("/?q=ab"));
        Assert.IsFalse(_addresses.IsNews("/?q=ab"));
    }

    [TestMethod]
    public void A_link_that_was_followed_is_news()
    {
        _addresses.Begin("/?q=a");
        Assert.IsTrue(_addresses.IsNews("/"));
        Assert.IsFalse(_addresses.Write("/"));
        Assert.IsTrue(_addresses.Write("/?q=b"));
        Assert.IsTrue(_addresses.IsNews("/"));
        Assert.IsTrue(_addresses.IsNews("/?q=b"));
    }

    [TestMethod]
    public void An_address_that_never_came_back_is_forgotten_with_the_next_that_does()
    {
        _addresses.Begin("/");
        _addresses.Write("/?q=a");
        _addresses.Write("/?q=b");
        Assert.IsFalse(_addresses.IsNews("/?q=b"));
        Assert.IsTrue(_addresses.IsNews("/?q=a"));
    }

    [TestMethod]
    public void Of_addresses_that_wait_only_the_newest_are_kept()
    {
        _addresses.Begin("/");
        for (int i = 0; i < 100; i++)
        {
            _addresses.Write($"/?q={i}");
        }

        Assert.IsFalse(_addresses.IsNews("/?q=84"));
        Assert.IsTrue(_addresses.IsNews("/?q=83"));
    }
}
