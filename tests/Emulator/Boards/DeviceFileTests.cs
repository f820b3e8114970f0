using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>The device's File, FileStream and Directory on the board's flash.</summary>
[TestClass]
public sealed class DeviceFileTests
{
    private const string DeviceFile = "System.IO.File";
    private const string DeviceDirectory = "System.IO.Directory";

    [TestMethod]
    public void Text_is_written_without_a_byte_order_mark_and_read_back()
    {
        using Board board = TestBoards.Create();
        board.Run(() =>
        {
            DeviceCall.Static(DeviceFile, "WriteAllText", @"I:\a.txt", "grün");
            DeviceCall.Static(DeviceFile, "AppendAllText", @"I:\a.txt", "!");

            Assert.AreEqual("grün!", DeviceCall.Static(DeviceFile, "ReadAllText", @"I:\a.txt"));
            CollectionAssert.AreEqual("grün!"u8.ToArray(), (byte[])DeviceCall.Static(DeviceFile, "ReadAllBytes", @"I:\a.txt")!);
        });
        CollectionAssert.AreEqual("grün!"u8.ToArray(), File.ReadAllBytes(Path.Combine(board.Flash.Folder, "a.txt")));
    }

    [TestMethod]
    public void Files_are_there_moved_copied_and_deleted()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        DeviceCall.Static(DeviceFile, "WriteAllBytes", @"I:\a", new byte[] { 1, 2 });

        DeviceCall.Static(DeviceFile, "Copy", @"I:\a", @"I:\b");
        DeviceCall.Static(DeviceFile, "Move", @"I:\a", @"I:\c");
        DeviceCall.Static(DeviceFile, "Delete", @"I:\b");

        CollectionAssert.AreEqual(new[] { @"I:\c" }, (string[])DeviceCall.Static(DeviceDirectory, "GetFiles", @"I:\")!);
        Assert.IsFalse((bool)DeviceCall.Static(DeviceFile, "Exists", @"I:\a")!);
        Assert.IsTrue((bool)DeviceCall.Static(DeviceFile, "Exists", @"I:\c")!);
    }

    [TestMethod]
    [DataRow("ReadAllText")]
    [DataRow("ReadAllBytes")]
    [DataRow("OpenRead")]
    [DataRow("Delete")]
    [DataRow("GetAttributes")]
    public void A_missing_file_is_an_IOException(string method)
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();

        Assert.ThrowsExactly<IOException>(() => DeviceCall.Static(DeviceFile, method, @"I:\nothing"));
    }

    [TestMethod]
    public void A_file_is_not_moved_over_another()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        board.Flash.Deploy(@"I:\a", "a");
        board.Flash.Deploy(@"I:\b", "b");

        Assert.ThrowsExactly<IOException>(() => DeviceCall.Static(DeviceFile, "Move", @"I:\a", @"I:\b"));
    }

    [TestMethod]
    public void A_stream_reads_what_another_wrote()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        using (Stream written = (Stream)DeviceCall.Static(DeviceFile, "Create", @"I:\a")!)
        {
            written.Write([1, 2, 3]);
        }

        using Stream read = (Stream)DeviceCall.Static(DeviceFile, "OpenRead", @"I:\a")!;
        Assert.AreEqual(3, read.Length);
        Assert.AreEqual(1, read.ReadByte());
        Assert.ThrowsExactly<NotSupportedException>(() => read.WriteByte(1));
    }

    [TestMethod]
    public void Folders_are_made_listed_and_deleted()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        DeviceCall.Static(DeviceDirectory, "CreateDirectory", @"I:\data");
        DeviceCall.Static(DeviceFile, "WriteAllText", @"I:\data\a", "x");

        CollectionAssert.AreEqual(new[] { @"I:\data" }, (string[])DeviceCall.Static(DeviceDirectory, "GetDirectories", @"I:\")!);
        Assert.ThrowsExactly<IOException>(() => DeviceCall.Static(DeviceDirectory, "Delete", @"I:\data"));
        DeviceCall.Static(DeviceDirectory, "Delete", @"I:\data", true);
        Assert.IsFalse((bool)DeviceCall.Static(DeviceDirectory, "Exists", @"I:\data")!);
    }

    [TestMethod]
    public void A_board_that_is_off_writes_no_more()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        using Stream file = (Stream)DeviceCall.Static(DeviceFile, "Create", @"I:\a")!;

        board.CutPower();

        Assert.ThrowsExactly<BoardPoweredOffException>(() => file.WriteByte(1));
        Assert.ThrowsExactly<BoardPoweredOffException>(() => DeviceCall.Static(DeviceFile, "Exists", @"I:\a"));
    }

    [TestMethod]
    public void The_network_interface_shows_the_boards_address_and_MAC()
    {
        using Board board = TestBoards.CreateOnline();
        using IDisposable scope = board.Enter();

        object station = ((Array)DeviceCall.Static("System.Net.NetworkInformation.NetworkInterface", "GetAllNetworkInterfaces")!).GetValue(0)!;

        Assert.AreEqual(board.Wifi.Address, DeviceCall.Property(station, "IPv4Address"));
        CollectionAssert.AreEqual(board.MacAddress, (byte[])DeviceCall.Property(station, "PhysicalAddress")!);
        board.Wifi.Drop();
        Assert.AreEqual("0.0.0.0", DeviceCall.Property(station, "IPv4Address"));
    }

    [TestMethod]
    public void The_devices_DateTime_is_the_boards_clock_and_otherwise_NETs()
    {
        using Board board = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });
        using IDisposable scope = board.Enter();

        Assert.AreEqual(1970, BoardDateTime.UtcNow.Year);
        Assert.AreEqual(new BoardDateTime(2026, 3, 4), BoardDateTime.Parse("2026-03-04T00:00:00Z"));
        Assert.IsFalse(BoardDateTime.TryParse("yesterday", out _));
        Assert.AreEqual(86_400, BoardDateTime.UnixEpoch.AddDays(1).ToUnixTimeSeconds());
        Assert.AreEqual(TimeSpan.FromHours(1), new BoardDateTime(2026, 1, 1, 1, 0, 0) - new BoardDateTime(2026, 1, 1));
    }
}
