using System.Diagnostics;

namespace SensorNet.Architecture.Tests;

[TestClass]
public sealed class SolutionTests
{
    private static readonly string[] Extensions = [".csproj", ".nfproj", ".shproj"];
    private static readonly TimeSpan ListTimeMax = TimeSpan.FromMinutes(2);

    [TestMethod]
    public async Task The_SDK_reads_the_solution_and_every_project_is_in_it()
    {
        string[] listed = await ListAsync();

        CollectionAssert.AreEqual(ProjectFiles(), listed.Where(IsProject).Order(StringComparer.Ordinal).ToArray(), string.Join('\n', listed));
    }

    private static string[] ProjectFiles()
    {
        string root = SourceTree.Root();
        return [.. new[] { "firmware", "shared", "tests", "tools" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*proj", SearchOption.AllDirectories))
            .Where(IsProject)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsProject(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>The lines of <c>dotnet sln list</c>: a title and the projects' paths.</summary>
    private static async Task<string[]> ListAsync()
    {
        ProcessStartInfo start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["sln", "Firmware.sln", "list"])
        {
            WorkingDirectory = SourceTree.Root(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource timeout = new CancellationTokenSource(ListTimeMax);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);

        Assert.AreEqual(0, process.ExitCode, await errors);
        return [.. (await output).ReplaceLineEndings("\n").Split('\n').Select(line => line.Replace('\\', '/'))];
    }
}
