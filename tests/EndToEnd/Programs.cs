using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Where the programs are that the scenarios run.</summary>
internal static class Programs
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];

    /// <summary>The path of a program that is not part of this project; without it the test is skipped and says so.</summary>
    public static string Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(SystemFolders);
        var path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Inconclusive($"{name} is not installed: install Debian's mosquitto and mosquitto-clients, or put it on the PATH");
        }

        return path;
    }
}
