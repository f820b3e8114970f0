using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    // The planned stop.
    public sealed partial class ConstrainedLoop
    {
        private void BeginStop(long nowMs)
        {
            Phase = LoopPhase.Stopping;
            _phaseEndMs = nowMs + OfflineTimeoutMs;
            _isGoodbyeSaid = false;
            _isConnectAsked = false;
            _isQuiet = false;
            _lastReadingsEndMs = nowMs + LastReadingsMs;
            _outbox.Leave();
        }

        private void StepStopping(long nowMs)
        {
            MqttSnClient client = _link.Client;
            if (client == null || _settings.Qos < 0 || client.State == ClientState.Disconnected)
            {
                Phase = LoopPhase.Ended;
                return;
            }

            if (_isGoodbyeSaid)
            {
                Phase = nowMs >= _phaseEndMs ? LoopPhase.Ended : Phase;
                return;
            }

            if (_link.IsAsleep && _link.IsUp && !_isConnectAsked)
            {
                _isConnectAsked = true;
                client.Wake();
            }

            if (nowMs >= _lastReadingsEndMs)
            {
                GiveUpReadings();
            }

            _outbox.Step(nowMs);
            if (_outbox.IsEmpty || nowMs >= _phaseEndMs)
            {
                SayGoodbye(client, nowMs);
            }
        }

        private void GiveUpReadings()
        {
            _lastReadingsEndMs = long.MaxValue;
            int count = _outbox.GiveUpReadings();
            if (count > 0)
            {
                _log.Write("the stop leaves " + count.ToString() + " readings unsent");
            }
        }

        private void SayGoodbye(MqttSnClient client, long nowMs)
        {
            _isGoodbyeSaid = true;
            _phaseEndMs = nowMs + GoodbyeTimeoutMs;
            if (_outbox.IsEmpty)
            {
                // 6.12: after this the gateway publishes no will.
                client.Disconnect();
                return;
            }

            _log.Write("the gateway did not acknowledge \"offline\"; the will says it");
            Phase = LoopPhase.Ended;
        }
    }
}
