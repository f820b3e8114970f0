using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>The flash folder.</summary>
[TestClass]
public sealed class FlashTests
{
    [TestMethod]
    [DataRow(@"I:\sensornet.json")]
    [DataRow(@"I:\a\b.txt")]
    [DataRow("I:/a/b.txt")]
    [DataRow(@"i:\x")]
    public void Paths_on_drive_I_are_in_the_folder(string devicePath)
    {
        using Board board = TestBoards.Create();

        StringAssert.StartsWith(board.Flash.HostPath(devicePath), board.Flash.Folder + Path.DirectorySeparatorChar);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("sensornet.json")]
    [DataRow("/etc/passwd")]
    [DataRow(@"D:\sensornet.json")]
    [DataRow(@"I:\..\other")]
    [DataRow(@"I:\a\..\..\other")]
    [DataRow("I:/../other")]
    [DataRow(@"I:\.")]
    [DataRow(@"I:\C:\other")]
    [DataRow("I:\\a\0b")]
    public void Paths_elsewhere_are_refused(string devicePath)
    {
        using Board board = TestBoards.Create();

        Assert.ThrowsExactly<IOException>(() => board.Flash.HostPath(devicePath));
    }

    [TestMethod]
    public void Temporary_flash_goes_with_the_board_and_a_given_folder_stays()
    {
        DirectoryInfo given = Directory.CreateTempSubdirectory("sensornet-test-");
        try
        {
            string temporary;
            using (Board board = TestBoards.Create())
            using (Board other = new(new BoardOptions { FlashFolder = given.FullName }))
            {
                temporary = board.Flash.Folder;
                board.Flash.Deploy(@"I:\a", "x");
                other.Flash.Deploy(@"I:\a", "x");
                Assert.IsTrue(Directory.Exists(temporary));
            }

            Assert.IsFalse(Directory.Exists(temporary));
            Assert.IsTrue(File.Exists(Path.Combine(given.FullName, "a")));
        }
        finally
        {
            given.Delete(recursive: true);
        }
    }
}
