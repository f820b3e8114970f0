using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using nanoFramework.Runtime.Native;
using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;
using SensorNet.SetUp;

namespace SensorNet.Emulator.Tests.Network;

/// <summary>The board as an access point, through the firmware's own class.</summary>
[TestClass]
public sealed class SoftAccessPointTests
{
    private const string Ssid = "sensornet-000001";
    private const string Password = "12345678";

    [TestMethod]
    public void It_is_one_from_the_next_start_on()
    {
        using Board board = TestBoards.Create();
        board.Run(() =>
        {
            SoftAccessPoint own = new(new DebugLog());
            Assert.IsFalse(own.IsOpen);
            Assert.IsTrue(own.PrepareOpen(Ssid, Password), own.Problem);
            Assert.IsFalse(own.IsOpen);
        });

        board.CutPower();

        Assert.IsTrue(board.Run(() => new SoftAccessPoint(new DebugLog()).IsOpen));
        Assert.AreEqual(new AccessPoint(Ssid, Password), board.Wifi.OwnAccessPoint);
        Assert.IsFalse(board.Wifi.IsUp, "the station stays away");
        board.Run(() => Assert.IsTrue(new SoftAccessPoint(new DebugLog()).PrepareClose()));
        board.CutPower();
        Assert.IsFalse(board.Run(() => new SoftAccessPoint(new DebugLog()).IsOpen));
    }

    [TestMethod]
    public void The_board_joins_its_network_again_once_it_is_closed()
    {
        using Board board = TestBoards.Create();
        board.Run(() => new SoftAccessPoint(new DebugLog()).PrepareOpen(Ssid, Password));
        board.CutPower();
        board.Run(() => new SoftAccessPoint(new DebugLog()).PrepareClose());
        board.CutPower();

        using IDisposable on = board.Enter();

        Eventually.Holds(() => board.Wifi.IsUp, "the board has joined its network");
    }

    [TestMethod]
    [DataRow("a name of thirty-two characters..", Password)]
    [DataRow(Ssid, "1234567")]
    public void What_the_device_does_not_store_is_said(string ssid, string password)
    {
        using Board board = TestBoards.Create();
        board.Run(() =>
        {
            SoftAccessPoint own = new(new DebugLog());
            Assert.IsFalse(own.PrepareOpen(ssid, password));
            Assert.IsFalse(string.IsNullOrEmpty(own.Problem));
        });
    }

    [TestMethod]
    public void A_scan_finds_each_network_once_the_strongest_first()
    {
        WifiOptions wifi = new()
        {
            ConnectDelay = TimeSpan.FromMilliseconds(5),
            AccessPoints = [new AccessPoint("far", "", -90), new AccessPoint("near", "", -40), new AccessPoint("far", "", -70)],
        };
        using Board board = TestBoards.Create(wifi: wifi);

        string[] names = board.Run(() => new SoftAccessPoint(new DebugLog()).Scan(5000));

        CollectionAssert.AreEqual(new[] { "near", "far" }, names);
    }

    [TestMethod]
    public void A_station_does_not_serve()
    {
        using Board board = TestBoards.Create();
        board.Run(() => Assert.IsFalse(new SoftAccessPoint(new DebugLog()).Serve(new NoPortal())));
    }

    [TestMethod]
    public void Its_DNS_leads_every_name_to_the_board_and_does_not_answer_what_is_no_query()
    {
        using Board board = TestBoards.Create();
        board.Run(() => new SoftAccessPoint(new DebugLog()).PrepareOpen(Ssid, Password));
        board.CutPower();
        using IDisposable on = board.Enter();
        SoftAccessPoint own = new(new DebugLog());
        Assert.IsTrue(own.Serve(new NoPortal()), own.Problem);
        using System.Net.Sockets.UdpClient phone = new(new IPEndPoint(IPAddress.Loopback, 0));
        phone.Client.ReceiveTimeout = (int)Eventually.Deadline.TotalMilliseconds;
        IPEndPoint dns = new(IPAddress.Loopback, board.PcPort(53)!.Value);

        phone.Send([1, 2, 3], dns);
        phone.Send(Convert.FromHexString("ABCD01000001000000000000" + "03777777" + "00" + "00010001"), dns);
        IPEndPoint? from = null;
        byte[] answer = phone.Receive(ref from);

        Assert.AreEqual(
            "ABCD85000001000100000000" + "03777777" + "00" + "00010001" + "C00C000100010000000A0004C0A80401", Convert.ToHexString(answer));
        own.StopServing();
        Assert.IsNull(board.PcPort(53));
        Assert.IsNull(board.PcPort(80));
    }

    private sealed class NoPortal : IPortal
    {
        public PortalResponse Answer(PortalRequest request) => new(200, string.Empty, []);
    }
}
