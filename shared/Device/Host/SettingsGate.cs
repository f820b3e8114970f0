namespace SensorNet.Device
{
    /// <summary>Lets a node start only with valid settings, and says again and again what is wrong while they are not.</summary>
    public sealed class SettingsGate
    {
        /// <summary>From one complaint to the next, in ms.</summary>
        public const int RetryMs = 10000;

        private readonly IFileStore _files;
        private readonly string _path;
        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly SettingsParser _parser;
        private readonly SettingsChanges _changes;

        /// <summary>Makes a gate.</summary>
        /// <param name="files">The flash.</param>
        /// <param name="path">The settings file's path on it.</param>
        /// <param name="board">Gives the MAC address, the default of the device id.</param>
        /// <param name="clock">Waits between two attempts.</param>
        /// <param name="log">Is told every problem.</param>
        /// <param name="parser">Reads the settings.</param>
        /// <param name="changes">What commands changed of them.</param>
        public SettingsGate(IFileStore files, string path, IBoard board, IClock clock, ILog log, SettingsParser parser, SettingsChanges changes)
        {
            _files = files;
            _path = path;
            _board = board;
            _clock = clock;
            _log = log;
            _parser = parser;
            _changes = changes;
        }

        /// <summary>Waits for valid settings: reads the file every <see cref="RetryMs"/>, for it can be replaced over the serial port.</summary>
        /// <returns>What the parser made.</returns>
        public object WaitForSettings()
        {
            while (true)
            {
                object settings = TryLoad();
                if (settings != null)
                {
                    return settings;
                }

                long untilMs = _clock.UptimeMs + RetryMs;
                while (_clock.UptimeMs < untilMs)
                {
                    _clock.Wait((int)(untilMs - _clock.UptimeMs));
                }
            }
        }

        /// <summary>Reads the settings once. Null when they are not valid; every problem has then been written to the log.</summary>
        public object TryLoad()
        {
            string problem;
            byte[] text = _files.Read(_path, JsonReader.LengthMax, out problem);
            if (text == null)
            {
                _log.Write("no settings: " + problem + "; put a settings file there and restart");
                return null;
            }

            string[] problems;
            object settings = _parser(text, _board.MacAddress, out problems);
            if (settings == null)
            {
                _log.Write("the settings in " + _path + " have " + problems.Length.ToString() + (problems.Length == 1 ? " problem:" : " problems:"));
                for (int i = 0; i < problems.Length; i++)
                {
                    _log.Write("  " + problems[i]);
                }
            }

            return settings == null ? null : _changes.Begin(text, _clock.UptimeMs) ?? settings;
        }
    }
}
