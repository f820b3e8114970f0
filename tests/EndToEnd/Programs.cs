using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Where the programs are that the scenarios run.</summary>
internal static class Programs
{
    /// <summary>The programs that are not part of this project.</summary>
    public static readonly string[] All = ["mosquitto", "mosquitto_pub", "mosquitto_sub"];

    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];

    /// <summary>The path of a program; without it the test is skipped and says so.</summary>
    public static string Find(string name)
    {
        string? path = Path(name);
        if (path is null)
        {
            Assert.Inconclusive(Missing(name));
        }

        return path;
    }

    /// <summary>The path of a program, or null.</summary>
    public static string? Path(string name)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Concat(SystemFolders);
        return folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>What is said of a program that is not there.</summary>
    public static string Missing(string name) => name.StartsWith("mosquitto", StringComparison.Ordinal)
        ? $"{name} is not installed: install Debian's mosquitto and mosquitto-clients, or put it on the PATH"
        : $"{name} is not installed: install Debian's {name}, or put it on the PATH";
}
