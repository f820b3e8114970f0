using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// A client is to connect again: one that sleeps when it wakes, transparent as soon as its broker connection is up. Written by Connect.
    /// </summary>
    internal sealed class RecallState
    {
        /// <summary>When its turn is, while it is active; never while that is not planned.</summary>
        internal long AtMs = Deadline.Never;

        /// <summary>How often its turn has come while something was under way.</summary>
        internal int Looks;
    }
}
