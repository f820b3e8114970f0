namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What most classes go by: the settings, the counters, the time, and where they tell of what has to outlive them.</summary>
    internal sealed class GatewayBasics
    {
        internal readonly GatewaySettings Settings;
        internal readonly GatewayCounters Counters = new GatewayCounters();
        internal readonly GatewayClock Clock = new GatewayClock();
        internal readonly ISessionJournal Journal;

        /// <summary>Whether there is a journal that keeps what it is told.</summary>
        internal readonly bool Keeps;

        internal GatewayBasics(GatewaySettings settings, ISessionJournal journal)
        {
            Settings = settings;
            Keeps = journal != null;
            Journal = journal ?? new NoJournal();
        }
    }
}
