using System.Text.RegularExpressions;

namespace SensorNet.Architecture.Tests;

/// <summary>Projects that the .NET SDK does not build: their GUIDs, and whether the solution holds them.</summary>
[TestClass]
public sealed partial class DeviceProjectGuidTests
{
    [TestMethod]
    public void Each_project_for_the_device_has_a_guid_of_its_own_by_which_the_solution_holds_it()
    {
        var root = SourceTree.Root();
        var solution = File.ReadAllText(Path.Combine(root, "Firmware.sln"));
        var projects = new[] { "shared", "firmware", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*proj", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".nfproj" or ".shproj")
            .Select(path => (
                Path: Path.GetRelativePath(root, path).Replace('/', '\\'),
                Guid: Guid().Match(File.ReadAllText(path)).Groups[1].Value.ToUpperInvariant()))
            .ToArray();

        var twice = projects.GroupBy(project => project.Guid).Where(same => same.Count() > 1).Select(
            same => string.Join(" and ", same.Select(project => project.Path)));
        var missing = projects.Where(
            project => !solution.Contains($"\"{project.Path}\", \"{{{project.Guid}}}\"", StringComparison.Ordinal)).Select(project => project.Path);

        Assert.AreEqual("", string.Join('\n', twice), "projects with the same GUID");
        Assert.AreEqual("", string.Join('\n', missing), "not in Firmware.sln by its GUID");
    }

    [GeneratedRegex(@"<ProjectGuid>\{?([0-9A-Fa-f-]+)\}?</ProjectGuid>")]
    private static partial Regex Guid();
}
