using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Somebody who publishes: <c>mosquitto_pub</c>.</summary>
internal static class Publisher
{
    /// <summary>Publishes a message, and waits until the broker has acknowledged it.</summary>
    public static async Task SendAsync(MosquittoBroker broker, string topic, string payload, int qos, bool retain = false, string[]? account = null)
    {
        string[] more = [.. retain ? ["-r"] : Array.Empty<string>(), .. account ?? []];
        using ChildProcess tool = new ChildProcess(
            Programs.Find("mosquitto_pub"), ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-q", $"{qos}", "-t", topic, "-m", payload, .. more]);
        await tool.WaitForExitAsync();
        Assert.AreEqual(0, tool.ExitCode, tool.Output);
    }
}
