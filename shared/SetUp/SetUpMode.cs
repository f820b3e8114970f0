using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>
    /// Decides at each start whether the board is a station or an access point with a set-up page, and says which restart it was. A restart is what
    /// changes between the two; what was decided is on the flash, and every attempt is bounded.
    /// </summary>
    public sealed class SetUpMode : ISetUp
    {
        /// <summary>Where the state is on the flash.</summary>
        public const string StatePath = "I:\\sensornet.setup";

        /// <summary>Restarts in a row that do not change what the board is; then it goes on as it is.</summary>
        public const int RestartsMax = 3;

        /// <summary>How long a scan may take, in ms.</summary>
        public const int ScanTimeoutMs = 10000;

        /// <summary>From one look at the settings file to the next while there are none, in ms.</summary>
        public const int LookMs = SettingsGate.RetryMs;

        /// <summary>From settings that were saved to the restart, in ms: the browser gets its answer.</summary>
        public const int SavedPauseMs = 2000;

        /// <summary>From one line with the access point's name and PIN to the next, in ms.</summary>
        public const int HintMs = 60000;

        private const int StepMs = 500;

        private readonly SetUpParts _parts;
        private readonly SetUpState _state;

        /// <summary>Makes it; reads the state.</summary>
        public SetUpMode(SetUpParts parts)
        {
            _parts = parts;
            string problem;
            _state = SetUpState.Read(parts.Files.Read(StatePath, SetUpState.BytesMax, out problem));
        }

        /// <summary>Whether the settings came from the page and have not worked yet.</summary>
        public bool IsTrial => _state.IsTrial;

        /// <summary>How often in a row nobody came to the page.</summary>
        public int Round => _state.Round;

        private string Ssid => "sensornet-" + (MacText.Hex(_parts.Board.MacAddress) ?? "000000000000").Substring(6);

        /// <inheritdoc/>
        public object WaitForSettings(SettingsGate gate)
        {
            NoteStart();
            object settings = gate.TryLoad();
            if (settings == null && !IsAllowed())
            {
                _parts.Log.Write("fallbackAccessPoint is false: no access point is opened");
                return LeaveOpen() ? null : gate.WaitForSettings();
            }

            if (settings != null && !_state.IsOpening)
            {
                return LeaveOpen() ? null : settings;
            }

            if (!IsOwnOpen())
            {
                settings = settings ?? WaitClosed(gate);
                if (settings != null && !_state.IsOpening)
                {
                    return settings;
                }

                return Open(settings != null) ? null : settings ?? gate.WaitForSettings();
            }

            Serve(gate, settings != null);
            return null;
        }

        /// <summary>Notes that the network works, and with a trial the broker as well.</summary>
        public void NoteWorking()
        {
            if (_state.IsTrial || _state.Round > 0 || _state.Restarts > 0)
            {
                _state.IsTrial = false;
                _state.Round = 0;
                _state.Restarts = 0;
                Save();
            }
        }

        /// <summary>Restarts the board to open its access point.</summary>
        /// <param name="note">Why, for the log and the page.</param>
        public void OpenBecause(string note)
        {
            _state.IsOpening = true;
            _state.IsTrial = false;
            _state.Note = note;
            Restart("to open the access point: " + note);
        }

        // A start that this board did not plan is somebody at its supply or its button: they get the page at once.
        private void NoteStart()
        {
            if (_state.IsPlanned)
            {
                _parts.Log.Write("restarted " + _state.Reason);
                _state.IsPlanned = false;
                Save();
            }
            else if (_state.Round > 0)
            {
                _state.Round = 0;
                Save();
            }
        }

        // An access point that somebody else set up, or whose PIN was lost with the state, is set up again.
        private bool IsOwnOpen() => _state.IsOpening && _state.Secret != 0 && _parts.AccessPoint.IsOpen;

        private bool IsAllowed()
        {
            string problem;
            return FallbackDeclarations.Allows(_parts.Files.Read(FirmwareHost.SettingsPath, JsonReader.LengthMax, out problem));
        }

        // Without settings and visitors the access point is away for longer and longer. Null when that time is over.
        private object WaitClosed(SettingsGate gate)
        {
            long untilMs = _parts.Clock.UptimeMs + Waits.ClosedMs(_state.Round);
            object settings = null;
            while (settings == null && !_state.IsOpening && _parts.Clock.UptimeMs < untilMs)
            {
                Pause(LookMs);
                settings = gate.TryLoad();
            }

            return settings;
        }

        // True when the board restarts.
        private bool Open(bool hasSettings)
        {
            if (_state.Restarts >= RestartsMax)
            {
                return GiveUpOpening("the access point did not open after " + RestartsMax.ToString() + " restarts");
            }

            if (_state.Secret == 0)
            {
                _state.Secret = 1 + _parts.Random.Next(999999998);
            }

            _state.Note = hasSettings ? _state.Note : _state.Note ?? "there are no valid settings on the board";
            _state.Networks = _parts.AccessPoint.Scan(ScanTimeoutMs);
            if (!_parts.AccessPoint.PrepareOpen(Ssid, Pin()))
            {
                return GiveUpOpening("the access point cannot be set up: " + _parts.AccessPoint.Problem);
            }

            _state.IsOpening = true;
            _state.Restarts++;
            Restart("as an access point: " + (_state.Note ?? "it was asked for"));
            return true;
        }

        // False: the board goes on as it is, and tries again later than the last time.
        private bool GiveUpOpening(string problem)
        {
            _state.Round++;
            return GiveUp(problem);
        }

        // False: the board goes on as it is.
        private bool GiveUp(string problem)
        {
            _parts.Log.Write(problem + "; going on without it");
            _state.IsOpening = false;
            _state.Restarts = 0;
            _state.Note = null;
            Save();
            return false;
        }

        // True when the board restarts, for it is an access point and ought to be a station.
        private bool LeaveOpen()
        {
            if (!_parts.AccessPoint.IsOpen)
            {
                return false;
            }

            if (_state.Restarts >= RestartsMax)
            {
                return GiveUp("the access point did not close after " + RestartsMax.ToString() + " restarts");
            }

            _state.Restarts++;
            Close("as a station: the access point is not wanted");
            return true;
        }

        private void Serve(SettingsGate gate, bool hasSettings)
        {
            long openedMs = _parts.Clock.UptimeMs;
            string pin = Pin();
            SetUpPortal portal = new SetUpPortal(new PortalParts
            {
                Board = _parts.Firmware + " " + Firmware.Version + ", " + Ssid,
                Reason = _state.Note,
                Networks = _state.Networks,
                MacAddress = _parts.Board.MacAddress,
                MakeDeclarations = _parts.MakeDeclarations,
                Guard = new PinGuard(pin, openedMs),
                Files = _parts.Files,
                Clock = _parts.Clock,
                Log = _parts.Log,
            });
            _state.Restarts = 0;
            if (!_parts.AccessPoint.Serve(portal))
            {
                _state.Round++;
                Close("as a station: the set-up page cannot be served: " + _parts.AccessPoint.Problem);
                return;
            }

            string end = WaitForEnd(gate, portal, hasSettings, openedMs, pin);
            _parts.AccessPoint.StopServing();
            _state.Note = null;
            Close(end);
        }

        // Why the access point closes.
        private string WaitForEnd(SettingsGate gate, SetUpPortal portal, bool hasSettings, long openedMs, string pin)
        {
            long hintMs = openedMs;
            long lookMs = openedMs + LookMs;
            while (true)
            {
                long nowMs = _parts.Clock.UptimeMs;
                if (nowMs >= hintMs)
                {
                    hintMs = nowMs + HintMs;
                    _parts.Log.Write("set-up page: join \"" + Ssid + "\" with the password " + pin + ", open " + SetUpPortal.Url + ", PIN " + pin
                        + "; valid for " + ((openedMs + Waits.OpenMaxMs - nowMs) / 60000).ToString() + " min");
                }

                if (portal.IsSaved)
                {
                    _state.IsTrial = true;
                    _state.Round = 0;
                    Pause(SavedPauseMs);
                    return "as a station: to try the settings of the set-up page";
                }

                if (nowMs - portal.LastVisitMs >= Waits.QuietMs || nowMs - openedMs >= Waits.OpenMaxMs)
                {
                    _state.Round++;
                    return "as a station: nobody set the board up";
                }

                if (!hasSettings && nowMs >= lookMs)
                {
                    lookMs = nowMs + LookMs;
                    if (gate.TryLoad() != null)
                    {
                        return "as a station: there are valid settings";
                    }
                }

                Pause(StepMs);
            }
        }

        private void Close(string reason)
        {
            _state.IsOpening = false;
            if (!_parts.AccessPoint.PrepareClose())
            {
                _parts.Log.Write("the access point cannot be closed: " + _parts.AccessPoint.Problem);
            }

            Restart(reason);
        }

        private void Restart(string reason)
        {
            _state.IsPlanned = true;
            _state.Reason = reason;
            Save();
            _parts.Log.Write("restarting " + reason);
            _parts.Board.Reboot("set-up: restarted " + reason);
        }

        private void Save()
        {
            string problem;
            if (!_parts.Files.Write(StatePath, _state.Write(), out problem))
            {
                _parts.Log.Write("the state of the set-up is not kept: " + problem);
            }
        }

        private string Pin() => PinText.Make(_parts.Board.MacAddress, _state.Secret);

        private void Pause(int milliseconds)
        {
            long untilMs = _parts.Clock.UptimeMs + milliseconds;
            while (_parts.Clock.UptimeMs < untilMs)
            {
                _parts.Clock.Wait((int)(untilMs - _parts.Clock.UptimeMs));
            }
        }
    }
}
