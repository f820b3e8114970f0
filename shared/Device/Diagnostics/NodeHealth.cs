namespace SensorNet.Device
{
    /// <summary>What the diagnostics tell of the loop's troubles.</summary>
    public sealed class NodeHealth
    {
        /// <summary>The longest error that is kept, in characters.</summary>
        public const int ErrorCharactersMax = 240;

        /// <summary>How often the connection to the broker was made again since the board booted.</summary>
        public long Reconnects;

        /// <summary>How many sensor faults there were since the board booted.</summary>
        public long SensorErrors;

        /// <summary>How many commands were obeyed since the board booted.</summary>
        public long CommandsObeyed;

        /// <summary>How many commands were refused or lost since the board booted.</summary>
        public long CommandsRefused;

        /// <summary>How many answers to commands could not be sent since the board booted.</summary>
        public long AnswersLost;

        /// <summary>The last error of any kind, or null while there was none.</summary>
        public string LastError { get; private set; }

        /// <summary>Why there was no connection the last time that one was missing, or null while none was.</summary>
        public string ConnectionProblem { get; private set; }

        /// <summary>Free native memory before the last TLS handshake, in bytes; −1 while there was none or where it is not known.</summary>
        public long TlsFreeBeforeBytes { get; private set; } = -1;

        /// <summary>Free native memory after the last TLS handshake that succeeded, in bytes; −1 likewise.</summary>
        public long TlsFreeAfterBytes { get; private set; } = -1;

        /// <summary>How many attempts failed since the board booted for want of the memory that TLS needs.</summary>
        public long TlsMemoryErrors { get; private set; }

        /// <summary>Notes the memory around a TLS handshake; −1 leaves what was known.</summary>
        public void NoteTls(long freeBeforeBytes, long freeAfterBytes, bool lacksMemory)
        {
            TlsFreeBeforeBytes = freeBeforeBytes < 0 ? TlsFreeBeforeBytes : freeBeforeBytes;
            TlsFreeAfterBytes = freeAfterBytes < 0 ? TlsFreeAfterBytes : freeAfterBytes;
            TlsMemoryErrors += lacksMemory ? 1 : 0;
        }

        /// <summary>Keeps an error as the last one and as the connection's, so that one of the sensor does not take its place.</summary>
        public void NoteConnectionProblem(string text)
        {
            NoteError(text);
            ConnectionProblem = LastError;
        }

        /// <summary>Keeps an error as the last one, cut to <see cref="ErrorCharactersMax"/>.</summary>
        public void NoteError(string text) =>
            LastError = text != null && text.Length > ErrorCharactersMax ? text.Substring(0, ErrorCharactersMax) : text;
    }
}
