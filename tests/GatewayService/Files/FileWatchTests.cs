using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Files;

/// <summary>What every file of keys, passwords and rules that is read again is watched by.</summary>
[TestClass]
public sealed class FileWatchTests
{
    [TestMethod]
    public async Task A_change_and_an_end_of_the_file_are_told()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string path = folder.File("keys");
        await File.WriteAllTextAsync(path, "one");
        int changes = 0;
        using FileWatch watch = new FileWatch(() => Interlocked.Increment(ref changes) > 0, path);
        watch.Start(isUsed: true);

        await File.WriteAllTextAsync(path, "another");
        await Wait.UntilAsync(() => Volatile.Read(ref changes) == 1, "the change is told");
        File.Delete(path);
        await Wait.UntilAsync(() => Volatile.Read(ref changes) == 2, "the end is told");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_that_leads_elsewhere_is_another_file()
    {
        // As Kubernetes replaces a secret: the file is a link into a folder that is a link.
        using TemporaryFolder folder = new TemporaryFolder();
        foreach (string version in new[] { "v1", "v2" })
        {
            Directory.CreateDirectory(folder.File(version));
            File.WriteAllText(folder.File($"{version}/keys"), version + version);
        }

        File.SetLastWriteTimeUtc(folder.File("v2/keys"), DateTime.UtcNow.AddMinutes(1));
        File.CreateSymbolicLink(folder.File("data"), folder.File("v1"));
        File.CreateSymbolicLink(folder.File("keys"), folder.File("data/keys"));
        FileStamp before = FileStamp.Of(folder.File("keys"));

        File.Delete(folder.File("data"));
        File.CreateSymbolicLink(folder.File("data"), folder.File("v2"));

        Assert.AreNotEqual(before, FileStamp.Of(folder.File("keys")));
        Assert.AreEqual(default, FileStamp.Of(folder.File("absent")));
    }
}
