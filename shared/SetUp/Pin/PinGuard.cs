namespace SensorNet.SetUp
{
    /// <summary>Looks at the PINs that are sent: for a limited time, a limited number of wrong ones, and a longer wait after each of them.</summary>
    public sealed class PinGuard
    {
        /// <summary>How long the PIN is valid after the access point opened, in ms.</summary>
        public const int LifetimeMs = 30 * 60000;

        /// <summary>The most wrong PINs; then none is looked at until the access point opens again.</summary>
        public const int WrongMax = 10;

        /// <summary>The wait after the first wrong PIN, in ms. It doubles with each.</summary>
        public const int WaitMinMs = 1000;

        /// <summary>The longest wait, in ms.</summary>
        public const int WaitMaxMs = 60000;

        private readonly string _pin;
        private readonly long _openedMs;
        private long _nextMs;

        /// <summary>Makes a guard.</summary>
        /// <param name="pin">The right PIN.</param>
        /// <param name="nowMs">When the access point opened, in the board's uptime in ms.</param>
        public PinGuard(string pin, long nowMs)
        {
            _pin = pin;
            _openedMs = nowMs;
            _nextMs = nowMs;
        }

        /// <summary>How many wrong PINs were sent.</summary>
        public int Wrong { get; private set; }

        /// <summary>Looks at a PIN.</summary>
        /// <returns>Null when it is right and in time; otherwise what is wrong, in words.</returns>
        public string Check(string given, long nowMs)
        {
            if (nowMs - _openedMs >= LifetimeMs)
            {
                return "the PIN is no longer valid: restart the board, and do it within " + (LifetimeMs / 60000).ToString() + " minutes";
            }

            if (Wrong >= WrongMax)
            {
                return WrongMax.ToString() + " wrong PINs were sent: restart the board to try again";
            }

            if (nowMs < _nextMs)
            {
                return "wait for " + ((_nextMs - nowMs + 999) / 1000).ToString() + " s after a wrong PIN; this one was not looked at";
            }

            if (PinText.AreSame(_pin, given ?? ""))
            {
                return null;
            }

            int waitMs = WaitMinMs << Wrong;
            _nextMs = nowMs + (waitMs > WaitMaxMs ? WaitMaxMs : waitMs);
            Wrong++;
            return "this is not the board's PIN; it is " + PinText.Digits.ToString() + " digits on the debug output";
        }
    }
}
