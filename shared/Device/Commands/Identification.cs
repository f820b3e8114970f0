namespace SensorNet.Device
{
    /// <summary>Blinks the board's light for some time, so that a person sees which board it is.</summary>
    public sealed class Identification
    {
        /// <summary>How long the light is on, and how long off, in ms.</summary>
        public const int BlinkMs = 250;

        private readonly ILamp _lamp;
        private readonly ILog _log;
        private long _endMs;
        private bool _isOn;

        /// <summary>Makes it; the light is not touched.</summary>
        /// <param name="lamp">The light, or null where the board has none.</param>
        /// <param name="log">The debug output.</param>
        public Identification(ILamp lamp, ILog log)
        {
            _lamp = lamp;
            _log = log;
        }

        /// <summary>When it is to be stepped, in the board's uptime in ms.</summary>
        public long NextStepMs { get; private set; } = long.MaxValue;

        /// <summary>Begins. Null, or why it cannot.</summary>
        public string Begin(int seconds, long nowMs)
        {
            if (_lamp == null)
            {
                return "identify: this board has no light; set ledPin to the pin of one";
            }

            _isOn = true;
            string problem = _lamp.Light(true);
            if (problem == null)
            {
                _log.Write("blinking for " + seconds.ToString() + " s");
                _endMs = nowMs + (seconds * 1000);
                NextStepMs = nowMs + BlinkMs;
            }

            return problem;
        }

        /// <summary>Blinks on.</summary>
        public void Step(long nowMs)
        {
            if (nowMs >= NextStepMs)
            {
                _isOn = !_isOn && nowMs < _endMs;
                _lamp.Light(_isOn);
                NextStepMs = nowMs < _endMs || _isOn ? nowMs + BlinkMs : long.MaxValue;
            }
        }
    }
}
