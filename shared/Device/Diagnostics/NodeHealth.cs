namespace SensorNet.Device
{
    /// <summary>What the diagnostics tell of the loop's troubles.</summary>
    public sealed class NodeHealth
    {
        /// <summary>The longest error that is kept, in characters.</summary>
        public const int ErrorCharactersMax = 160;

        /// <summary>How often the connection to the broker was made again since the board booted.</summary>
        public long Reconnects;

        /// <summary>How many sensor faults there were since the board booted.</summary>
        public long SensorErrors;

        /// <summary>The last error of any kind, or null while there was none.</summary>
        public string LastError { get; private set; }

        /// <summary>Keeps an error as the last one, cut to <see cref="ErrorCharactersMax"/>.</summary>
        public void NoteError(string text)
        {
            LastError = text != null && text.Length > ErrorCharactersMax ? text.Substring(0, ErrorCharactersMax) : text;
        }
    }
}
