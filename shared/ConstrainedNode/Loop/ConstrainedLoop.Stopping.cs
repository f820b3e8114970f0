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
            _outbox.SayOffline();
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

            _outbox.Step(nowMs);
            if (_outbox.IsAnnounced || nowMs >= _phaseEndMs)
            {
                SayGoodbye(client, nowMs);
            }
        }

        private void SayGoodbye(MqttSnClient client, long nowMs)
        {
            _isGoodbyeSaid = true;
            _phaseEndMs = nowMs + GoodbyeTimeoutMs;
            if (_outbox.IsAnnounced)
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
