using System.Threading;

namespace SensorNet.Device
{
    /// <summary>
    /// The one loop of a firmware: steps whenever something is due, sleeps in between, ends after a planned stop, and restarts a board whose worker
    /// hangs. What is due is the derived class's; it belongs to the thread that calls <see cref="Run"/>.
    /// </summary>
    public abstract class DeviceLoop
    {
        /// <summary>From one message of diagnostics to the next, in ms.</summary>
        public const int DiagnosticsIntervalMs = 60000;

        /// <summary>From diagnostics that the client's queue did not take to the next try, in ms.</summary>
        public const int DiagnosticsRetryMs = 1000;

        /// <summary>
        /// The longest uptime, in ms: 400 days. The ESP32's native clock counts 2^32 ticks of 10 ms, 497 days, and begins anew: what waits then waits
        /// as long again. The board is restarted by plan before that.
        /// </summary>
        public const long UptimeMaxMs = 400L * 24 * 60 * 60 * 1000;

        /// <summary>The longest wait between two steps, in ms.</summary>
        public const int WaitMaxMs = 1000;

        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly ManualResetEvent _stopped = new ManualResetEvent(false);
        private bool _isStopRequested;
        private MemoryFloor _floor;
        private long _nextLookMs;
        private int _turns;

        /// <summary>Makes a loop; nothing happens before its first step.</summary>
        protected DeviceLoop(IBoard board, IClock clock, ILog log)
        {
            _board = board;
            _clock = clock;
            _log = log;
        }

        /// <summary>Whether the loop does nothing any more: a planned stop has ended, or the board is in deep sleep.</summary>
        public abstract bool IsEnded { get; }

        /// <summary>Whether a planned stop was asked for.</summary>
        protected bool IsStopRequested
        {
            get
            {
                lock (_stopped)
                {
                    return _isStopRequested;
                }
            }
        }

        /// <summary>Does what is due and returns when something is due next, in the board's uptime in ms.</summary>
        public abstract long Step();

        /// <summary>Runs until <see cref="IsEnded"/>.</summary>
        public void Run()
        {
            while (!IsEnded)
            {
                long nextMs = Step();
                Interlocked.Increment(ref _turns);
                if (!IsEnded)
                {
                    long waitMs = nextMs - _clock.UptimeMs;
                    _clock.Wait(waitMs > WaitMaxMs ? WaitMaxMs : waitMs < 0 ? 0 : (int)waitMs);
                }
            }

            _stopped.Set();
        }

        /// <summary>
        /// Begins a planned stop and waits for its end, for at most <paramref name="timeoutMs"/>. For other threads than the loop's.
        /// True when the loop has ended by then. False when the time was not enough, as it is for a node in light sleep: the will then says what is
        /// to be said.
        /// </summary>
        public bool Stop(int timeoutMs)
        {
            RequestStop();
            return _stopped.WaitOne(timeoutMs, false);
        }

        /// <summary>How many turns it has completed; it begins anew at the number's end. May be read from any thread.</summary>
        public int Turns => _turns;

        /// <summary>
        /// Waits until it has ended, for at most <paramref name="timeoutMs"/>. For other threads than the loop's. True when it has.
        /// </summary>
        public bool WaitForEnd(int timeoutMs) => _stopped.WaitOne(timeoutMs, false);

        /// <summary>Begins a planned stop. May be called from any thread.</summary>
        public void RequestStop()
        {
            // A lock, for C#'s volatile needs a type that the device's mscorlib lacks.
            lock (_stopped)
            {
                _isStopRequested = true;
            }

            _clock.Wake();
        }

        /// <summary>Why the board is to be restarted after the planned stop under way, or null.</summary>
        public string RestartReason { get; private set; }

        /// <summary>Begins a planned stop after which the board is restarted.</summary>
        /// <param name="reason">Why, for the log.</param>
        protected void RequestRestart(string reason)
        {
            if (RestartReason == null)
            {
                RestartReason = reason;
                _log.Write("restarting the board: " + reason);
                RequestStop();
            }
        }

        /// <summary>Restarts the board when its worker has been busy with one thing for so long that it never ends.</summary>
        /// <param name="isHung">Whether it has.</param>
        /// <param name="work">What it is busy with, for the log.</param>
        /// <param name="hangMs">After how long that is said, in ms.</param>
        protected void RestartIfHung(bool isHung, string work, int hangMs)
        {
            if (isHung)
            {
                string reason = work + " has not ended for " + (hangMs / 1000).ToString() + " s";
                Restart(reason);
            }
        }

        /// <summary>
        /// Restarts the board when its managed heap has been nearly full for a while, and by plan when it has run for <see cref="UptimeMaxMs"/>;
        /// looks every <see cref="DiagnosticsIntervalMs"/>.
        /// </summary>
        /// <param name="nowMs">The loop's time in ms.</param>
        protected void RestartIfDue(long nowMs)
        {
            if (nowMs < _nextLookMs)
            {
                return;
            }

            _floor = _floor ?? new MemoryFloor(_board);
            _nextLookMs = nowMs + DiagnosticsIntervalMs;
            if (_clock.UptimeMs > UptimeMaxMs)
            {
                RequestRestart("it has run for 400 days, and its clock begins anew after 497");
            }

            long freeBytes = _board.ReadFreeMemoryBytes();
            if (_floor.IsBroken(freeBytes))
            {
                BeforeRestart();
                _log.Write("only " + freeBytes.ToString() + " bytes of the heap are free: restarting the board");
                _board.Reboot(MemoryFloor.Reason);
            }
        }

        /// <summary>Restarts the board when nothing else can mend what is wrong.</summary>
        /// <param name="reason">What is wrong, for the log.</param>
        protected void Restart(string reason)
        {
            BeforeRestart();
            _log.Write(reason + ": restarting the board");
            _board.Reboot(reason);
        }

        /// <summary>Puts away what would be lost by a restart. For the thread of the loop, after it has ended by an exception.</summary>
        public void PutAway() => BeforeRestart();

        /// <summary>Puts away what would be lost by a restart at once, without a planned stop. Must not block.</summary>
        protected virtual void BeforeRestart()
        {
        }
    }
}
