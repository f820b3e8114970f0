using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a client's CONNECT said, and how far its dialogue is. Written by Connect.</summary>
    internal sealed class ConnectState
    {
        // More is never needed.
        private const int AnswerOctetsMax = 1 << 16;

        internal bool CleanSession;

        /// <summary>The flags Will and CleanSession of CONNECT.</summary>
        internal byte Flags;

        /// <summary>How often the gateway's question has been sent again.</summary>
        internal byte Retries;

        internal int KeepAliveMs;

        /// <summary>The sleep duration that it said last; 0 where it has not slept in this session.</summary>
        internal int SleepMs;

        /// <summary>When the answer to the gateway's question, or the broker connection, is due.</summary>
        internal long RetryAtMs = Deadline.Never;

        /// <summary>When a CONNECT that is under way is given up at the latest.</summary>
        internal long EndsAtMs;

        /// <summary>
        /// Octets that may still be sent to the client before its CONNECT is accepted: as many as came from it. Its address may be forged.
        /// </summary>
        internal int AnswerOctets;

        /// <summary>A message of the dialogue has come.</summary>
        internal void Credit(Message message)
        {
            int octets = AnswerOctets + message.ForwarderLength + message.Length;
            AnswerOctets = octets > AnswerOctetsMax ? AnswerOctetsMax : octets;
        }

        internal void Reset()
        {
            CleanSession = false;
            Flags = 0;
            Retries = 0;
            KeepAliveMs = 0;
            SleepMs = 0;
            RetryAtMs = Deadline.Never;
            EndsAtMs = 0;
            AnswerOctets = 0;
        }
    }
}
