using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Files;

[TestClass]
public sealed class FileChangesTests
{
    [TestMethod]
    public void Files_are_read_when_one_has_changed_and_not_again()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), "1");
        FileChanges changes = new FileChanges(folder.File("a"), folder.File("b"));

        Assert.IsFalse(changes.Look());
        File.WriteAllText(folder.File("b"), "1");
        Assert.IsTrue(changes.Look());
        changes.Note(isUsed: true);
        Assert.IsFalse(changes.Look());
        File.WriteAllText(folder.File("a"), "12");
        File.WriteAllText(folder.File("b"), "12");
        Assert.IsTrue(changes.Look());
    }

    [TestMethod]
    public void What_could_not_be_used_is_tried_again_each_time_later_although_nothing_shows()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        FileChanges changes = new FileChanges(folder.File("a"));
        File.WriteAllText(folder.File("a"), "1");
        List<int> tries = [];
        for (int look = 0; look < 300; look++)
        {
            if (changes.Look())
            {
                tries.Add(look);
                changes.Note(isUsed: look >= 250);
            }
        }

        CollectionAssert.AreEqual(new[] { 0, 1, 3, 7, 15, 31, 63, 127, 191, 255 }, tries);
    }

    [TestMethod]
    public void What_could_not_be_used_at_first_is_tried_again_too()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        FileChanges changes = new FileChanges(folder.File("a"));

        changes.Note(isUsed: false);

        Assert.IsTrue(changes.Look());
    }

    [TestMethod]
    public void A_further_change_is_looked_at_at_once()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        FileChanges changes = new FileChanges(folder.File("a"));
        File.WriteAllText(folder.File("a"), "1");
        for (int look = 0; look < 20; look++)
        {
            if (changes.Look())
            {
                changes.Note(isUsed: false);
            }
        }

        File.WriteAllText(folder.File("a"), "12");

        Assert.IsTrue(changes.Look());
    }
}
