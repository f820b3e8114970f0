using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>How often connecting has failed, and how long it waits before it is tried again.</summary>
    internal sealed class ReconnectPace
    {
        private readonly ClientSettings _settings;
        private readonly Random _random;
        private int _attempts;
        private int _delayMs;

        internal ReconnectPace(ClientOwner owner)
        {
            _settings = owner.Settings;
            _random = owner.Random;
            _delayMs = _settings.ReconnectDelayMs;
        }

        // The end of the wait.
        internal long UntilMs { get; private set; }

        internal void Reset()
        {
            _attempts = 0;
            _delayMs = _settings.ReconnectDelayMs;
        }

        internal void ForgetAttempts()
        {
            _attempts = 0;
        }

        // Whether that was the last one.
        internal bool CountAttempt()
        {
            _attempts++;
            return _settings.AttemptsMax != 0 && _attempts >= _settings.AttemptsMax;
        }

        internal void StartWait(long nowMs)
        {
            // Half of the wait is random, so that the clients of a gateway that restarts do not come all at once.
            int delay = _delayMs;
            UntilMs = nowMs + delay - _random.Next((delay / 2) + 1);
            _delayMs = delay > _settings.ReconnectDelayMaxMs / 2 ? _settings.ReconnectDelayMaxMs : delay * 2;
        }

        // 6.2: the same gateway again after T_WAIT.
        internal void StartCongestionWait(long nowMs)
        {
            UntilMs = nowMs + _settings.CongestionWaitMs;
        }
    }
}
