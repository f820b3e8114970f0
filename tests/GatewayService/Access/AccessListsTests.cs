using System.Net;
using System.Text;
using SensorNet.GatewayService.Access.Files;
using SensorNet.GatewayService.Access.Lists;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>Allow and deny lists.</summary>
[TestClass]
public sealed class AccessListsTests
{
    [TestMethod]
    [DataRow("10.1.0.0/16", "10.1.255.9", true)]
    [DataRow("10.1.0.0/16", "10.2.0.1", false)]
    [DataRow("10.1.2.3", "10.1.2.3", true)]
    [DataRow("10.1.2.3", "10.1.2.4", false)]
    [DataRow("0.0.0.0/0", "10.1.2.4", true)]
    [DataRow("0.0.0.0/0", "fd00::1", false)]
    [DataRow("fd00::/8", "fd12::1", true)]
    [DataRow("fd00::/8", "fe80::1", false)]
    [DataRow("2001:db8::/72", "2001:db8::ff:0:0:1", true)]
    [DataRow("2001:db8::/72", "2001:db8:0:0:100::1", false)]
    [DataRow("::1", "::1", true)]
    [DataRow("128.0.0.0/1", "200.0.0.1", true)]
    public void A_range_has_the_addresses_of_its_prefix(string text, string address, bool expected)
    {
        Assert.IsTrue(AddressRange.TryParse(text, out AddressRange? range));
        Assert.AreEqual(expected, range.Contains(SocketAddresses.FromEndPoint(3, new IPEndPoint(IPAddress.Parse(address), 1884))));
    }

    [TestMethod]
    [DataRow("10.1.2.3/16")]
    [DataRow("10.1.2.0/33")]
    [DataRow("10.1")]
    [DataRow("10.01.2.3")]
    [DataRow("host")]
    [DataRow("")]
    public void What_is_no_range_is_refused(string text)
    {
        Assert.IsNull(AccessListParser.Parse(Encoding.UTF8.GetBytes($"# first\nallow address {text}x"), out FileProblem? problem));
        Assert.AreEqual(2, problem!.Line);
        Assert.IsFalse(AddressRange.TryParse(text, out _));
    }

    [TestMethod]
    public void A_file_has_as_many_entries_as_it_may_and_no_more()
    {
        string most = string.Concat(Enumerable.Repeat("allow client a\ndeny address ::1\n", AccessListParser.EntriesMax / 2));
        Assert.IsNotNull(AccessListParser.Parse(Encoding.UTF8.GetBytes($"{most}# a comment is none"), out _));

        Assert.IsNull(AccessListParser.Parse(Encoding.UTF8.GetBytes($"{most}deny client b"), out FileProblem? problem));
        Assert.AreEqual("line 100001, \"deny client b\", a file must have at most 100000 entries", problem!.ToString());
    }

    [TestMethod]
    public void What_is_denied_is_denied_and_where_something_is_allowed_nothing_else_is()
    {
        AccessLists? lists = AccessListParser.Parse("allow client s-*\r\ndeny client s-?\r\n"u8.ToArray(), out FileProblem? problem);
        Assert.IsNotNull(lists, problem?.ToString());
        Assert.IsTrue(lists.AllowsClient("s-10"));
        Assert.IsFalse(lists.AllowsClient("s-1"));
        Assert.IsFalse(lists.AllowsClient("S-10"));
        Assert.IsFalse(lists.HasAddresses);
        Assert.IsTrue(lists.AllowsAddress(SocketAddresses.FromEndPoint(0, new IPEndPoint(IPAddress.Loopback, 1))));
    }
}
