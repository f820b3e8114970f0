namespace SensorNet.MqttSn
{
    /// <summary>
    /// Why a datagram was dropped by the protection, in <see cref="ProtectionCounters.Drops"/>. <see cref="ProtectionDrops"/> names them.
    /// </summary>
    public enum ProtectionDrop
    {
        /// <summary>It has the type of a protected packet, and is none or one of a kind that is not supported.</summary>
        Malformed = 0,

        /// <summary>Its sender id belongs to no key.</summary>
        UnknownSender = 1,

        /// <summary>Its tag is wrong: another key, or octets that were changed.</summary>
        WrongTag = 2,

        /// <summary>Its counter has been accepted before, or is below the window.</summary>
        Replayed = 3,

        /// <summary>It names no counter of this start of the receiver: it was made for an earlier start, or for another gateway.</summary>
        Stale = 4,

        /// <summary>It is not protected, and must be.</summary>
        Unprotected = 5,

        /// <summary>It says another client id than the one whose key it has.</summary>
        WrongClientId = 6,

        /// <summary>It could not be sent: too long, no counter left, or the client's key was removed.</summary>
        Unsent = 7,
    }
}
