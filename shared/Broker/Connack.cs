using nanoFramework.M2Mqtt.Messages;

namespace SensorNet.Broker
{
    /// <summary>
    /// The broker's answer to one CONNECT, noted when it comes. M2Mqtt forgets it when the broker closes right behind a refusal, as brokers do: its
    /// Connect then throws, or not, whichever thread is faster. So that the reason is not lost, the answer is noted here too.
    /// </summary>
    public sealed class Connack
    {
        private readonly object _lock = new object();
        private MqttReasonCode _code = MqttReasonCode.Success;

        /// <summary>Notes the answer. Called on the client's thread.</summary>
        public void Note(MqttReasonCode code)
        {
            lock (_lock)
            {
                _code = code;
            }
        }

        /// <summary>Why the broker refused, or <see cref="MqttReasonCode.Success"/> when it did not, or has not answered.</summary>
        public MqttReasonCode Refusal
        {
            get
            {
                lock (_lock)
                {
                    return _code;
                }
            }
        }
    }
}
