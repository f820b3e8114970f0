using System.Diagnostics;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A file system of a test's own, in memory; the test is inconclusive where none may be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path)
    {
        Path = path;
    }

    public string Path { get; }

    public static SmallDisk Mount(string options)
    {
        string path = Directory.CreateTempSubdirectory("sensornet-disk-").FullName;
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path) != 0)
        {
            Directory.Delete(path);
            Assert.Inconclusive("a file system cannot be mounted here");
        }

        return new SmallDisk(path);
    }

    /// <summary>Takes what is free.</summary>
    public void Fill()
    {
        using FileStream file = File.Create(System.IO.Path.Combine(Path, "filler"));
        byte[] octets = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(octets);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path, recursive: true);
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
