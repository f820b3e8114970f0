using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>What the client's owner has given, and what it reads: all parts get it.</summary>
    internal sealed class ClientOwner
    {
        internal readonly ClientSettings Settings;
        internal readonly IClientEvents Events;
        internal readonly Random Random;
        internal readonly ClientCounters Counters = new ClientCounters();

        internal ClientOwner(ClientSettings settings, IClientEvents events, Random random)
        {
            Settings = settings;
            Events = events;
            Random = random;
        }
    }
}
