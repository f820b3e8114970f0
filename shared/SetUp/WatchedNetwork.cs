using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>
    /// A network whose failures are counted in time: when Wi-Fi has failed for as long as the settings say, the board opens its access point.
    /// Settings that came from the page must work at once: otherwise the page is there again and says why they did not.
    /// </summary>
    public sealed class WatchedNetwork : INetwork
    {
        /// <summary>Attempts in a row that new settings may fail at.</summary>
        public const int TrialAttemptsMax = 2;

        private readonly INetwork _network;
        private readonly IReach _broker;
        private readonly FallbackSettings _settings;
        private readonly SetUpMode _setUp;
        private readonly SettingsChanges _changes;
        private readonly IClock _clock;
        private long _failingSinceMs = -1;
        private int _failures;

        /// <summary>Makes it.</summary>
        /// <param name="network">The network itself.</param>
        /// <param name="broker">Tries the broker of new settings, or null where there is nothing to try.</param>
        /// <param name="settings">When the access point opens.</param>
        /// <param name="setUp">Opens it.</param>
        /// <param name="changes">While it tries settings of a command it is not opened: the old ones come back by themselves.</param>
        /// <param name="clock">The clocks.</param>
        public WatchedNetwork(
            INetwork network, IReach broker, FallbackSettings settings, SetUpMode setUp, SettingsChanges changes, IClock clock)
        {
            _network = network;
            _broker = broker;
            _settings = settings;
            _setUp = setUp;
            _changes = changes;
            _clock = clock;
        }

        /// <inheritdoc/>
        public string Address => _network.Address;

        /// <inheritdoc/>
        public string Problem => _network.Problem;

        /// <inheritdoc/>
        public bool Connect(int timeoutMs)
        {
            long startedMs = _clock.UptimeMs;
            if (_network.Connect(timeoutMs))
            {
                _failingSinceMs = -1;
                _failures = 0;
                NoteConnected();
                return true;
            }

            _failures++;
            _failingSinceMs = _failingSinceMs < 0 ? startedMs : _failingSinceMs;
            OpenIfDue();
            return false;
        }

        /// <inheritdoc/>
        public int ReadRssiDbm() => _network.ReadRssiDbm();

        private void NoteConnected()
        {
            string problem = _setUp.IsTrial && _settings.IsAllowed && _broker != null ? _broker.Try() : null;
            if (problem == null)
            {
                _setUp.NoteWorking();
                return;
            }

            _setUp.OpenBecause("Wi-Fi works, but " + problem);
        }

        private void OpenIfDue()
        {
            bool isDue = _setUp.IsTrial
                ? _failures >= TrialAttemptsMax
                : _clock.UptimeMs - _failingSinceMs >= Waits.BeforeOpeningMs(_settings.AfterSeconds, _setUp.Round);
            if (_settings.IsAllowed && isDue && !_changes.IsTrial)
            {
                _setUp.OpenBecause(_network.Problem ?? "Wi-Fi failed");
            }
        }
    }
}
