using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>A file of the flash is replaced whole.</summary>
[TestClass]
public sealed class FlashFilesTests
{
    private const string Path = @"I:\a.json";

    [TestMethod]
    public void What_is_written_is_read_again_and_nothing_else_is_left()
    {
        using Board board = TestBoards.Create();

        board.Run(() => Write(1));
        board.Run(() => Write(2));

        Assert.AreEqual(2, board.Run(Read));
        Assert.AreEqual("a.json", string.Join(' ', Directory.GetFiles(board.Flash.Folder).Select(System.IO.Path.GetFileName)));
    }

    [TestMethod]
    public void What_is_written_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("files have no modes there");
            return;
        }

        using Board board = TestBoards.Create();
        board.Run(() => Write(1));
        Assert.AreEqual(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(System.IO.Path.Combine(board.Flash.Folder, "a.json")));
    }

    [TestMethod]
    [DataRow("a.json", "a.json.new", 1, DisplayName = "while the new content is written")]
    [DataRow("a.json", "a.json.ok", 1, DisplayName = "before the old file is deleted")]
    [DataRow(null, "a.json.ok", 2, DisplayName = "after the old file is deleted")]
    [DataRow(null, "a.json.new", -1, DisplayName = "while the first content is written")]
    public void Power_lost_in_between_leaves_the_old_content_or_the_new(string? old, string left, int read)
    {
        using Board board = TestBoards.Create();
        if (old is not null)
        {
            File.WriteAllBytes(System.IO.Path.Combine(board.Flash.Folder, old), [1]);
        }

        File.WriteAllBytes(System.IO.Path.Combine(board.Flash.Folder, left), [2]);

        Assert.AreEqual(read, board.Run(Read));
        board.Run(() => Write(3));
        Assert.AreEqual(3, board.Run(Read));
    }

    [TestMethod]
    [DataRow("a.json")]
    [DataRow("a.json.ok")]
    [DataRow("a.json.new")]
    public void A_deleted_file_does_not_come_back(string left)
    {
        using Board board = TestBoards.Create();
        File.WriteAllBytes(System.IO.Path.Combine(board.Flash.Folder, "a.json"), [1]);
        File.WriteAllBytes(System.IO.Path.Combine(board.Flash.Folder, left), [2]);

        board.Run(Delete);

        Assert.AreEqual(-1, board.Run(Read));
        Assert.IsEmpty(Directory.GetFiles(board.Flash.Folder));
        board.Run(Delete);
    }

    private static void Delete()
    {
        Assert.IsTrue(new FlashFiles().Delete(Path, out string problem), problem);
        Assert.IsNull(problem);
    }

    private static int Read()
    {
        byte[]? bytes = new FlashFiles().Read(Path, 8, out string problem);
        Assert.AreEqual(bytes is null, problem is not null);
        return bytes is null ? -1 : bytes[0];
    }

    private static void Write(byte value)
    {
        Assert.IsTrue(new FlashFiles().Write(Path, [value], out string problem), problem);
        Assert.IsNull(problem);
    }
}
