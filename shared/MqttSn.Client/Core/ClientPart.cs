namespace SensorNet.MqttSn.Client
{
    /// <summary>A part of a client: it has state of its own, and these in common with the others.</summary>
    internal abstract class ClientPart
    {
        protected readonly ClientSettings Settings;
        protected readonly IClientEvents Events;
        protected readonly ClientCounters Counters;
        protected readonly MessageSender Sender;
        protected readonly Exchange Exchange;
        protected readonly ClientStatus Status;

        protected ClientPart(ClientCore core)
        {
            Settings = core.Settings;
            Events = core.Events;
            Counters = core.Counters;
            Sender = core.Sender;
            Exchange = core.Exchange;
            Status = core.Status;
        }
    }
}
