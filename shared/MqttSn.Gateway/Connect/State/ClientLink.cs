using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: a client's broker connection. Written by Connect.</summary>
    internal sealed class ClientLink
    {
        /// <summary>Its number; 0 for none.</summary>
        internal int Number;

        internal bool IsUp;

        /// <summary>The link opens it again by itself, and goes on with its exchanges.</summary>
        internal bool GoesOn;

        /// <summary>How many in a row ended soon.</summary>
        internal int ShortCount;

        /// <summary>Since when it is up, or down.</summary>
        internal long SinceMs;

        /// <summary>When it is tried again.</summary>
        internal long ReopenAtMs = Deadline.Never;
    }
}
