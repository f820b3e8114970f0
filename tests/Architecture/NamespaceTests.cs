using System.Text.RegularExpressions;

namespace SensorNet.Architecture.Tests;

/// <summary>Of what runs on the device: a namespace has the name of the project's folder, and there is one version.</summary>
[TestClass]
public sealed partial class NamespaceTests
{
    // The folder Pc holds what compiles the tests on a PC: also stand-ins of TestFramework.
    private static readonly Dictionary<string, string[]> Others = new()
    {
        // A namespace SensorNet.Board would hide the emulator's type Board.
        ["firmware/Board"] = ["SensorNet.Boards"],
        ["tests/Device/Pc"] = ["SensorNet.Device.Tests", "nanoFramework.TestFramework"],
    };

    [TestMethod]
    public void A_namespace_has_the_name_of_the_projects_folder()
    {
        IEnumerable<string> wrong =
            from file in Files("shared", "firmware", "tests/Device")
            let found = Namespace().Match(file.Text)
            where found.Success && !Expected(file.Path).Contains(found.Groups[1].Value)
            select $"{file.Path}: {found.Groups[1].Value} instead of {string.Join(" or ", Expected(file.Path))}";

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void The_version_of_every_assembly_is_the_firmwares()
    {
        IEnumerable<string> wrong =
            from file in Files("shared", "firmware", "tests/Device")
            from Match version in Version().Matches(file.Text)
            where version.Groups[1].Value != Device.Firmware.Version + ".0"
            select $"{file.Path}: {version.Groups[1].Value} instead of {Device.Firmware.Version}.0";

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    private static string[] Expected(string path)
    {
        string[] parts = path.Split('/');
        bool isTest = parts[0] == "tests";
        string project = string.Join('/', parts.Take(isTest ? 3 : 2));
        return Others.GetValueOrDefault(project) ?? [isTest ? $"SensorNet.{parts[2]}.Tests" : $"SensorNet.{parts[1]}"];
    }

    private static IEnumerable<(string Path, string Text)> Files(params string[] folders) =>
        from folder in folders
        from path in Directory.EnumerateFiles(Path.Combine(SourceTree.Root(), folder), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(SourceTree.Root(), path).Replace('\\', '/')
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        select (relative, File.ReadAllText(path));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("Assembly(?:File)?Version\\(\"([^\"]+)\"")]
    private static partial Regex Version();
}
