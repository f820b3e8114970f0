using System.Text.RegularExpressions;

namespace SensorNet.Architecture.Tests;

/// <summary>Projects that the .NET SDK does not build: their GUIDs, and whether the solution holds them.</summary>
[TestClass]
public sealed partial class DeviceProjectGuidTests
{
    [TestMethod]
    public void Each_project_for_the_device_has_a_guid_of_its_own_by_which_the_solution_holds_it()
    {
        string root = SourceTree.Root();
        string solution = File.ReadAllText(Path.Combine(root, "Firmware.sln"));
        (string Path, string Guid)[] projects = new[] { "shared", "firmware", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*proj", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".nfproj" or ".shproj")
            .Select(path => (
                Path: Path.GetRelativePath(root, path).Replace('/', '\\'),
                Guid: Guid().Match(File.ReadAllText(path)).Groups[1].Value.ToUpperInvariant()))
            .ToArray();

        IEnumerable<string> twice = projects.GroupBy(project => project.Guid).Where(same => same.Count() > 1).Select(
            same => string.Join(" and ", same.Select(project => project.Path)));
        IEnumerable<string> missing = projects.Where(
            project => !solution.Contains($"\"{project.Path}\", \"{{{project.Guid}}}\"", StringComparison.Ordinal)).Select(project => project.Path);

        Assert.AreEqual("", string.Join('\n', twice), "projects with the same GUID");
        Assert.AreEqual("", string.Join('\n', missing), "not in Firmware.sln by its GUID");
    }

    [GeneratedRegex(@"<ProjectGuid>\{?([0-9A-Fa-f-]+)\}?</ProjectGuid>")]
    private static partial Regex Guid();
}
