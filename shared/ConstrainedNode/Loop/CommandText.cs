namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// The text of a command to the node: <c>read</c> takes a reading at once; <c>interval 5000</c> changes the interval (in ms), as the command
    /// <c>set</c> does.
    /// </summary>
    public static class CommandText
    {
        private const string IntervalWord = "interval ";
        private const int DigitsMax = 8;

        /// <summary>Whether it asks for a reading.</summary>
        public static bool IsRead(byte[] command) => IsAt(command, "read") && command.Length == 4;

        /// <summary>Whether it asks for an interval, be it an allowed one or not.</summary>
        public static bool IsInterval(byte[] command) => IsAt(command, IntervalWord);

        /// <summary>Reads an interval. False unless it is one that the settings allow.</summary>
        /// <param name="command">The command.</param>
        /// <param name="maxMs">The longest that is allowed, in ms.</param>
        /// <param name="intervalMs">The interval in ms, from <see cref="ConstrainedSettings.IntervalMinMs"/>.</param>
        public static bool TryReadInterval(byte[] command, int maxMs, out int intervalMs)
        {
            intervalMs = 0;
            int digits = command.Length - IntervalWord.Length;
            if (!IsAt(command, IntervalWord) || digits < 1 || digits > DigitsMax)
            {
                return false;
            }

            for (int i = IntervalWord.Length; i < command.Length; i++)
            {
                if (command[i] < (byte)'0' || command[i] > (byte)'9')
                {
                    return false;
                }

                intervalMs = (intervalMs * 10) + (command[i] - (byte)'0');
            }

            return intervalMs >= ConstrainedSettings.IntervalMinMs && intervalMs <= maxMs;
        }

        private static bool IsAt(byte[] command, string word)
        {
            if (command.Length < word.Length)
            {
                return false;
            }

            for (int i = 0; i < word.Length; i++)
            {
                if (command[i] != (byte)word[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
