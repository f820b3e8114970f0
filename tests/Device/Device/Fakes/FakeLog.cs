using System.Collections;

namespace SensorNet.Device.Tests
{
    /// <summary>Keeps what is written last: on the device a list is bounded by its heap blocks.</summary>
    public sealed class FakeLog : ILog
    {
        /// <summary>The lines that are kept. At the limit the oldest makes room.</summary>
        public const int LinesMax = 512;

        /// <summary>The lines, oldest first.</summary>
        public ArrayList Lines { get; } = new ArrayList();

        /// <summary>How many lines were written.</summary>
        public int Written { get; private set; }

        /// <summary>The last line, or an empty one.</summary>
        public string Last => Lines.Count == 0 ? "" : (string)Lines[Lines.Count - 1];

        /// <inheritdoc/>
        public void Write(string line)
        {
            if (Lines.Count == LinesMax)
            {
                Lines.RemoveAt(0);
            }

            Written++;
            Lines.Add(line);
        }

        /// <summary>How many lines have this in them.</summary>
        public int CountOf(string part)
        {
            int count = 0;
            for (int i = 0; i < Lines.Count; i++)
            {
                if (((string)Lines[i]).IndexOf(part) >= 0)
                {
                    count++;
                }
            }

            return count;
        }

        /// <summary>All lines, for a message.</summary>
        public override string ToString() => Texts.Lines(Lines);
    }
}
