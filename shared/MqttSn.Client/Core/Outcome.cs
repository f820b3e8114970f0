namespace SensorNet.MqttSn.Client
{
    /// <summary>How a command with a handle has ended. Exactly one is reported for every handle.</summary>
    public enum Outcome : byte
    {
        /// <summary>The gateway accepted it: PUBACK, PUBCOMP, REGACK, SUBACK, UNSUBACK, WILLTOPICRESP and WILLMSGRESP.</summary>
        Accepted = 0,

        /// <summary>QoS 0 and −1: it has been handed to the transport. Nobody says whether it arrived.</summary>
        Sent,

        /// <summary>Rejected: congestion, also after <see cref="ClientSettings.CongestionRetryCount"/> more attempts.</summary>
        Congestion,

        /// <summary>
        /// Rejected: invalid topic id, also after <see cref="ClientSettings.RegisterAgainCount"/> new registrations; at once with a predefined id or
        /// a short name.
        /// </summary>
        InvalidTopicId,

        /// <summary>Rejected: not supported.</summary>
        NotSupported,

        /// <summary>Rejected with a return code that is reserved.</summary>
        Rejected,

        /// <summary>Unanswered over <see cref="ClientSettings.OperationAttemptsMax"/> connections. A message of QoS 1 may have arrived.</summary>
        Unanswered,

        /// <summary>
        /// QoS 2: it was sent, and the session ended before the gateway took it over. It may have arrived, once; it is not sent again, as that could
        /// make it twice.
        /// </summary>
        Unknown,

        /// <summary>The client was disconnected first. A message of QoS 1 or 2 may have arrived.</summary>
        Abandoned,
    }
}
