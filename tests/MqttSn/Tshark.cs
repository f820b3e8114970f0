using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace SensorNet.MqttSn.Tests;

/// <summary>Wireshark's dissector, on the command line.</summary>
internal static class Tshark
{
    private static readonly TimeSpan RunTime = TimeSpan.FromMinutes(1);

    /// <summary>The first line of its version; null where it is not installed.</summary>
    public static string? Version()
    {
        try
        {
            return Run("--version").Split('\n')[0];
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The layers of every packet of a capture, with MQTT-SN expected at a UDP port.</summary>
    public static IReadOnlyList<JsonElement> Dissect(string capture, int port)
    {
        string json = Run("-n", "-r", capture, "-d", $"udp.port=={port},mqttsn", "-T", "json", "-x", "-J", "mqttsn _ws.malformed");
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(p => p.GetProperty("_source").GetProperty("layers").Clone())];
    }

    private static string Run(params string[] arguments)
    {
        ProcessStartInfo start = new ProcessStartInfo("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(RunTime))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"tshark did not end within {RunTime.TotalSeconds} s");
        }

        Assert.AreEqual(0, process.ExitCode, $"tshark: {errors.Result}");
        return output.Result;
    }
}
