using SensorNet.Emulator;

namespace System.Diagnostics;

/// <summary>nanoFramework's Debug: writes to the board's debug output, and only from code compiled with DEBUG, as the device's.</summary>
internal static class Debug
{
    [Conditional("DEBUG")]
    public static void Assert(bool condition) => Check(condition, string.Empty);

    [Conditional("DEBUG")]
    public static void Assert(bool condition, string message) => Check(condition, message);

    [Conditional("DEBUG")]
    public static void Assert(bool condition, string message, string detailedMessage) => Check(condition, message + " " + detailedMessage);

    [Conditional("DEBUG")]
    public static void Write(string? message) => BoardRuntime.Current.Board.WriteDebug(message ?? string.Empty);

    [Conditional("DEBUG")]
    public static void WriteLine() => BoardRuntime.Current.Board.WriteDebug("\n");

    [Conditional("DEBUG")]
    public static void WriteLine(string? message) => BoardRuntime.Current.Board.WriteDebug(message + "\n");

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            BoardRuntime.Current.Board.WriteDebug("Assertion failed. " + message + "\n");
        }
    }
}
