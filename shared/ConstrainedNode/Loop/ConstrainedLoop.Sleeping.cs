namespace SensorNet.ConstrainedNode
{
    // Falling asleep, sleeping, and looking for messages in between.
    public sealed partial class ConstrainedLoop
    {
        // Connected even with nothing to say: the gateway is to hear of the node, and may have messages for it.
        private bool IsCycleDone()
        {
            return _outbox.IsEmpty && !_link.Notes.IsAnnounceDue && (_settings.Qos < 0 || _link.IsActive);
        }

        private void BeginSleep(long nowMs)
        {
            _isCycleFailed = !IsCycleDone() || _link.RejectedQos0 != _rejectedBefore;
            _cyclesSinceAnnounced = _cyclesSinceAnnounced >= AnnounceCycles ? 0 : _cyclesSinceAnnounced + 1;
            if (!_link.IsActive)
            {
                Phase = LoopPhase.PoweringDown;
                return;
            }

            // MQTT-SN 1.2, 6.14: DISCONNECT with the duration after which the gateway hears of the node at the latest.
            long sleepMs = _settings.CheckSeconds > 0 && !_isCycleFailed ? _settings.CheckSeconds * 1000L : NextSleepMs(nowMs);
            _link.Client.Sleep(SleepCycle.DurationSeconds(sleepMs));
            Phase = LoopPhase.FallingAsleep;
            _phaseEndMs = nowMs + AwakeMaxMs;
        }

        private void StepFallingAsleep(long nowMs)
        {
            if (_link.IsAsleep)
            {
                Phase = LoopPhase.PoweringDown;
            }
            else if (nowMs >= _phaseEndMs)
            {
                _isCycleFailed = true;
                Phase = LoopPhase.PoweringDown;
            }
        }

        private void StepChecking(long nowMs)
        {
            if (_link.IsUp && !_isConnectAsked)
            {
                _isConnectAsked = true;
                _link.Notes.IsAwakeDone = false;

                // 6.14: PINGREQ with the client id; messages come until PINGRESP.
                _link.Client.CheckForMessages();
            }

            bool isDone = _isConnectAsked && _link.Notes.IsAwakeDone;
            if (isDone || nowMs >= _phaseEndMs)
            {
                _isCycleFailed = _isCycleFailed || !isDone;
                Phase = LoopPhase.PoweringDown;
            }
        }

        private void StepPoweringDown(long nowMs)
        {
            if (_link.IsJoining || nowMs < _outbox.LastSentMs + LingerMs)
            {
                return;
            }

            _link.PowerDown();
            if (_deep != null)
            {
                Phase = LoopPhase.Ended;
                _deep.Sleep(MakeState(nowMs), _isCycleFailed || _settings.Qos < 0 ? null : _link.Client, _ring, _outbox, nowMs);
                return;
            }

            long wakeAtMs = NextWakeMs(nowMs);
            LightSleep(wakeAtMs - nowMs);
            nowMs = NowMs;
            BeginCycle(nowMs + SleepCycle.SleepMinMs >= _nextReadingMs ? LoopPhase.Awake : LoopPhase.Checking, nowMs);
        }

        private NodeState MakeState(long nowMs)
        {
            return new NodeState
            {
                CongestionCount = _isCycleFailed ? _link.CongestionCount : 0,
                QuietCycles = QuietCycles(nowMs),
                NextSequence = _sequence,
                IntervalMs = _intervalMs == _settings.IntervalMs ? 0 : _intervalMs,
                CyclesSinceAnnounced = _cyclesSinceAnnounced,
                IsCycleFailed = _isCycleFailed,
                Gateway = _link.Notes.FoundGateway ?? _link.RememberedGateway ?? new byte[0],
            };
        }

        private void LightSleep(long sleepMs)
        {
            if (sleepMs < SleepCycle.SleepMinMs)
            {
                return;
            }

            long beforeMs = _clock.UptimeMs;
            _sleep.LightSleep((int)sleepMs);
            long countedMs = _clock.UptimeMs - beforeMs;
            _uncountedMs += countedMs < sleepMs ? sleepMs - countedMs : 0;
        }

        private long NextWakeMs(long nowMs)
        {
            long checkMs = nowMs + (_settings.CheckSeconds * 1000L);
            return _settings.CheckSeconds > 0 && !_isCycleFailed && checkMs < _nextReadingMs ? checkMs : _nextReadingMs;
        }

        private long NextSleepMs(long nowMs)
        {
            long sleepMs = _deep != null ? _intervalMs : _nextReadingMs > nowMs ? _nextReadingMs - nowMs : _intervalMs;

            // The wake-ups in which a congested gateway is left alone belong to the sleep.
            long quietMs = _link.CongestedUntilMs - nowMs;
            return quietMs > sleepMs ? quietMs + _intervalMs : sleepMs;
        }

        // The wake-ups to come that fall into the wait for a congested gateway. They are counted, not timed: after a deep sleep the clock may be
        // unknown.
        private int QuietCycles(long nowMs)
        {
            if (_isQuiet)
            {
                return _quietCycles - 1;
            }

            long quietMs = _link.CongestedUntilMs - nowMs;
            return quietMs > _intervalMs ? (int)((quietMs - 1) / _intervalMs) : 0;
        }
    }
}
