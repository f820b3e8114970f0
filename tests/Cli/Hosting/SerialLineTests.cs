using System.Text;
using SensorNet.Cli.Hosting;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Hosting;

[TestClass]
public sealed class SerialLineTests
{
    // A terminal of the system's own is a serial port without control lines.
    private const string Board =
        """
        import os, pty, time
        master, slave = pty.openpty()
        print(os.ttyname(slave), flush=True)
        while True:
            os.write(master, b"SensorNode 0.1.0 on ESP32\\r\\n")
            time.sleep(0.02)
        """;

    [TestMethod]
    public async Task What_is_sent_on_a_port_is_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("it needs a pseudo terminal");
        }

        if (Programs.Path("python3") is not { } python)
        {
            Assert.Inconclusive("python3, which makes a pseudo terminal, is not installed");
            return;
        }

        using TemporaryFolder folder = new TemporaryFolder();
        using ChildProcess board = new ChildProcess(python, folder.Write("board.py", Board.ReplaceLineEndings("\n")));
        await Wait.UntilAsync(() => board.Says("/dev/"), "the pseudo terminal has a name", details: () => board.Output);
        await using Stream port = SerialLine.Open(board.Output.Split('\n')[0].Trim());
        using CancellationTokenSource limit = new CancellationTokenSource(CliRun.WaitMax);
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[256];
        while (!read.ToString().Contains("0.1.0 on ESP32", StringComparison.Ordinal))
        {
            int got = await port.ReadAsync(buffer, limit.Token).AsTask().WaitAsync(limit.Token);
            read.Append(Encoding.ASCII.GetString(buffer, 0, got));
        }
    }

    [TestMethod]
    public void A_port_that_is_not_there_is_an_error()
    {
        // Which of the two it is differs from system to system.
        Exception thrown = Assert.Throws<Exception>(() => SerialLine.Open(OperatingSystem.IsWindows() ? "COM255" : "/dev/ttyNothing9"));
        Assert.IsTrue(thrown is IOException or UnauthorizedAccessException, thrown.ToString());
    }
}
