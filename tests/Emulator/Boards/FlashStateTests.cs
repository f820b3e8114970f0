using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>The node's small file, and what is left of it when power is lost on the way.</summary>
[TestClass]
public sealed class FlashStateTests
{
    private const string StatePath = @"I:\node.state";
    private const int BytesMax = 100;

    [TestMethod]
    public void What_was_written_last_is_read()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        FlashState state = new FlashState(StatePath, new FlashFiles());
        Assert.IsNull(state.Read(BytesMax));

        Assert.IsTrue(state.Write([1, 2, 3], 3));
        Assert.IsTrue(state.Write([4, 5, 6], 2));

        CollectionAssert.AreEqual(new byte[] { 4, 5 }, state.Read(BytesMax));
        Assert.IsNull(state.Problem);
    }

    [TestMethod]
    [DataRow(StatePath)]
    [DataRow(StatePath + ".new")]
    public void A_write_that_ends_early_leaves_the_old_content_wherever_it_is(string path)
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        board.Flash.Deploy(path, "old");
        FlashState state = new FlashState(StatePath, new FlashFiles());

        // More than the buffer has: it fails when the new file is already there.
        Assert.IsFalse(state.Write([1, 2], 3));

        Assert.IsNotNull(state.Problem);
        CollectionAssert.AreEqual("old"u8.ToArray(), state.Read(BytesMax));
    }

    [TestMethod]
    public void A_full_flash_leaves_the_old_content()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        FlashState state = new FlashState(StatePath, new FlashFiles());
        Assert.IsTrue(state.Write([1, 2, 3], 3));
        board.Flash.CapacityBytes = 5;

        Assert.IsFalse(state.Write([4, 5, 6], 3));

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, state.Read(BytesMax));
    }
}
