using System.Collections;

namespace SensorNet.Node.Tests
{
    /// <summary>Keeps what is written.</summary>
    public sealed class FakeLog : ILog
    {
        /// <summary>The lines, oldest first.</summary>
        public ArrayList Lines { get; } = new ArrayList();

        /// <summary>The last line, or an empty one.</summary>
        public string Last => Lines.Count == 0 ? "" : (string)Lines[Lines.Count - 1];

        /// <inheritdoc/>
        public void Write(string line)
        {
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
        public override string ToString()
        {
            return Texts.Lines(Lines);
        }
    }
}
