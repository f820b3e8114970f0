using System.Reflection;
using SensorNet.Emulator;
using SensorNet.SensorNode;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>Looks into the memory of a board, as a debugger does.</summary>
internal static class FirmwareMemory
{
    /// <summary>The sensing loop of a board's present or last run; null when it had come to none.</summary>
    public static SensingLoop? LoopOf(Board board)
    {
        // The program has its loop stopped before a planned restart: what it left for that holds the loop.
        foreach (Delegate handler in board.RebootHandlers)
        {
            foreach (FieldInfo field in handler.Target?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public) ?? [])
            {
                if (field.GetValue(handler.Target) is SensingLoop loop)
                {
                    return loop;
                }
            }
        }

        return board.RebootHandlers.Count == 0
            ? null
            : throw new InvalidOperationException("the handlers of a planned restart do not hold the sensing loop any more");
    }
}
