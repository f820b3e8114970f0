using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>What a board is made to suffer on demand: its flash, its clock and its uptime.</summary>
[TestClass]
public sealed class BoardFaultTests
{
    private const string Path = @"I:\a.json";

    [TestMethod]
    public void Power_lost_at_any_step_of_a_write_leaves_the_old_content_or_the_new()
    {
        int cuts = 0;
        bool isNew = false;
        for (int steps = 0; !isNew; steps++)
        {
            using Board board = TestBoards.Create();
            board.Run(() => Write([1, 1, 1]));
            board.Flash.StepsToPowerCut = steps;
            board.Run(() => Write([2, 2, 2, 2]));
            cuts += board.IsOn ? 0 : 1;
            isNew = board.IsOn;
            board.Flash.StepsToPowerCut = null;
            string content = Convert.ToHexString(board.Run(() => new FlashFiles().Read(Path, 100, out _)));
            Assert.IsTrue(content is "010101" or "02020202", $"after {steps} steps: {content}");
        }

        Assert.IsGreaterThanOrEqualTo(8, cuts);
    }

    [TestMethod]
    public void A_write_that_is_cut_leaves_the_octets_before_it()
    {
        using Board board = TestBoards.Create();
        board.Flash.StepsToPowerCut = 1 + 2;

        board.Run(() => Write([7, 8, 9]));

        Assert.IsFalse(board.IsOn);
        CollectionAssert.AreEqual(new byte[] { 7, 8 }, File.ReadAllBytes(System.IO.Path.Combine(board.Flash.Folder, "a.json.new")));
    }

    [TestMethod]
    [DataRow(3, "the flash does not hold what was written; is it full?", DisplayName = "the driver says nothing")]
    [DataRow(2000, "no space left: its flash holds 5 bytes", DisplayName = "the driver refuses it")]
    public void A_write_to_a_full_flash_leaves_the_old_content_and_says_so(int bytes, string words)
    {
        using Board board = TestBoards.Create();
        board.Flash.CapacityBytes = 5;
        string? problem = null;

        Assert.IsTrue(board.Run(() => new FlashFiles().Write(Path, [1, 2, 3], out problem)), problem);
        Assert.IsFalse(board.Run(() => new FlashFiles().Write(Path, new byte[bytes], out problem)));
        StringAssert.Contains(problem, words);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, board.Run(() => new FlashFiles().Read(Path, 100, out _)));
    }

    [TestMethod]
    public void The_clock_jumps_with_the_server()
    {
        using SimulatedTime time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        using Board board = TestBoards.CreateOnline(time);
        using IDisposable hold = time.Hold();
        time.Wait(TimeSpan.FromSeconds(1));
        Assert.AreEqual(time.GetUtcNow().UtcDateTime, board.Clock.UtcNow);

        board.Clock.SntpError = TimeSpan.FromDays(-3);

        Assert.AreEqual(time.GetUtcNow().UtcDateTime, board.Clock.UtcNow, "not before the answer");
        time.Wait(TimeSpan.FromSeconds(1));
        Assert.AreEqual(time.GetUtcNow().UtcDateTime.AddDays(-3), board.Clock.UtcNow);
    }

    [TestMethod]
    public void The_uptime_can_begin_late()
    {
        using SimulatedTime time = new(DateTimeOffset.UnixEpoch);
        using Board board = TestBoards.Create(time);
        board.FirstUptime = TimeSpan.FromMilliseconds(uint.MaxValue);
        Assert.AreEqual(uint.MaxValue, board.Run(() => BoardEnvironment.TickCount64));
    }

    private static void Write(byte[] content) => new FlashFiles().Write(Path, content, out _);
}
