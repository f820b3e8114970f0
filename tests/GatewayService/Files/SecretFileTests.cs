using System.Runtime.Versioning;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Files;

/// <summary>Files with keys and passwords that others can read are said.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class SecretFileTests
{
    [TestMethod]
    [DataRow(UnixFileMode.UserRead | UnixFileMode.UserWrite, 0)]
    [DataRow(UnixFileMode.UserRead | UnixFileMode.GroupRead, 1)]
    [DataRow(UnixFileMode.UserRead | UnixFileMode.OtherRead, 1)]
    public void What_others_can_read_is_said_also_through_a_link(UnixFileMode mode, int warnings)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string path = folder.File("psk");
        File.WriteAllText(path, "a");
        File.SetUnixFileMode(path, mode);
        File.CreateSymbolicLink(folder.File("link"), path);

        Assert.HasCount(warnings, Told(path));
        Assert.HasCount(warnings, Told(folder.File("link")));
        Assert.IsTrue(Told(path).All(line => line == $"Dtls:PskFile {path} can be read by others than its owner: chmod 600"));
    }

    [TestMethod]
    public void Of_no_file_nothing_is_said()
    {
        using TemporaryFolder folder = new TemporaryFolder();

        Assert.IsEmpty(Told(null));
        Assert.IsEmpty(Told(folder.File("absent")));
        Assert.IsEmpty(Told(folder.File("no/folder")));
    }

    private static List<string> Told(string? path)
    {
        WarningLines lines = new WarningLines();
        SecretFile.WarnIfOpen(lines, "Dtls:PskFile", path);
        return lines.All;
    }
}
