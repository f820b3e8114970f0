using System;
using System.IO;
using System.Text;

namespace SensorNet.Emulator;

/// <summary>Turns what the firmware writes, in pieces and from many threads, into whole lines.</summary>
internal sealed class DebugOutput(TextWriter? writer, Action<string>? onLine)
{
    /// <summary>A line longer than this is cut in two, so that a firmware that never ends one cannot fill the memory.</summary>
    private const int LineCharactersMax = 8192;

    private readonly object _lock = new();
    private readonly StringBuilder _line = new();

    public void Write(string text)
    {
        lock (_lock)
        {
            foreach (char character in text)
            {
                if (character == '\n' || _line.Length == LineCharactersMax)
                {
                    EndLine();
                }

                if (character is not ('\n' or '\r'))
                {
                    _line.Append(character);
                }
            }
        }
    }

    private void EndLine()
    {
        string line = _line.ToString();
        _line.Clear();
        writer?.WriteLine(line);
        onLine?.Invoke(line);
    }
}
