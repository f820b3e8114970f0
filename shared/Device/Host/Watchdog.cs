using System;

namespace SensorNet.Device
{
    /// <summary>
    /// Restarts a board whose loop does not complete a turn any more. It counts its own looks and not the time: while the board sleeps, or the native
    /// code blocks all of it, it does not look either, and no step of a clock deceives it.
    /// </summary>
    public sealed class Watchdog
    {
        /// <summary>From one look to the next, in ms.</summary>
        public const int LookMs = 5000;

        /// <summary>
        /// For how long a loop may not complete a turn, in ms. What blocks for long runs on the worker, which has a limit of its own; a sensor, the
        /// flash and the client's queue block the loop for seconds at most.
        /// </summary>
        public const int LimitMs = 120000;

        // Made while there is memory: a heap that is exhausted is one of the reasons for which a loop ends.
        private readonly string _reason = "watchdog: the loop has not completed a turn for " + (LimitMs / 1000).ToString() + " s";
        private readonly DeviceLoop _loop;
        private readonly IBoard _board;
        private readonly ILog _log;
        private int _turns = -1;
        private int _stillMs;

        /// <summary>Makes a watchdog.</summary>
        public Watchdog(DeviceLoop loop, IBoard board, ILog log)
        {
            _loop = loop;
            _board = board;
            _log = log;
        }

        /// <summary>Watches until the loop has ended. For a thread of its own.</summary>
        public void Run()
        {
            while (!_loop.WaitForEnd(LookMs))
            {
                Look();
            }
        }

        /// <summary>Looks once, <see cref="LookMs"/> after the look before.</summary>
        public void Look()
        {
            int turns = _loop.Turns;
            _stillMs = turns == _turns ? _stillMs + LookMs : 0;
            _turns = turns;
            if (_stillMs >= LimitMs)
            {
                _stillMs = 0;
                Say();
                _board.Reboot(_reason);
            }
        }

        private void Say()
        {
            try
            {
                _log.Write(_reason + ": restarting the board");
            }
            catch (Exception)
            {
                // There is no memory for it. The restart matters more.
            }
        }
    }
}
