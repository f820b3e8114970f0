using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SensorNet.EndToEnd.Tests;

/// <summary>POSIX signals to a child process.</summary>
internal static partial class Signals
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // Linux's numbers; macOS has others.
    public static int User1 => OperatingSystem.IsMacOS() ? 30 : 10;

    public static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    public static void Send(Process process, int signal)
    {
        if (SendSignal(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"signal {signal} to process {process.Id} failed with error {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int processId, int signal);
}
