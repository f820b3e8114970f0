using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>What every part of a client is made with: what the owner has given and reads, and the way to the gateway. It knows no part.</summary>
    internal sealed class ClientCore
    {
        internal readonly ClientSettings Settings;
        internal readonly IClientEvents Events;
        internal readonly Random Random;
        internal readonly ClientCounters Counters;
        internal readonly MessageSender Sender;
        internal readonly Exchange Exchange;
        internal readonly ClientStatus Status;
        internal readonly GatewayCongestion Congestion;

        internal ClientCore(ClientSettings settings, IClientTransport transport, IClientEvents events, Random random)
        {
            Settings = settings;
            Events = events;
            Random = random;
            Counters = new ClientCounters();
            Sender = new MessageSender(transport, Counters, ArgumentChecks.EncodeClientId(settings.ClientId), settings.DatagramBytesMax);
            Exchange = new Exchange(settings, Counters);
            Status = new ClientStatus(events);
            Congestion = new GatewayCongestion(settings, random);
        }
    }
}
