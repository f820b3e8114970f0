using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>One place of the queue.</summary>
    internal sealed class Operation
    {
        // The payload of a publish; its memory stays with the place.
        internal readonly Slice Payload = new Slice();

        private readonly byte[] _octets;

        internal OperationKind Kind;
        internal int Handle;
        internal Topic Topic;
        internal int Qos;
        internal bool Retain;
        internal Will Will;
        internal byte[] WillMessage;

        // The ids under which it was sent; 0 before that, and again after a rejection.
        internal int MessageId;
        internal int TopicId;

        // By Abort: it ends before anything else happens.
        internal bool Aborted;

        // QoS 2: PUBREC has come, PUBREL is what is sent again.
        internal bool Released;

        // WILLTOPICUPD has been accepted.
        internal bool WillTopicDone;

        internal long NotBeforeMs;
        internal int CongestionLeft;
        internal int RegisterLeft;
        internal int AttemptsLeft;

        internal Operation(int payloadBytesMax)
        {
            _octets = new byte[payloadBytesMax];
        }

        internal void Begin(OperationKind kind, int handle, Topic topic, ClientSettings settings)
        {
            Kind = kind;
            Handle = handle;
            Topic = topic;
            Qos = 0;
            Retain = false;
            Payload.Set(_octets, 0, 0);
            Will = null;
            WillMessage = null;
            Aborted = false;
            StartOver();
            NotBeforeMs = 0;
            CongestionLeft = settings.CongestionRetryCount;
            RegisterLeft = settings.RegisterAgainCount;
            AttemptsLeft = settings.OperationAttemptsMax;
        }

        // A copy, for the caller may use its buffer again.
        internal void SetPayload(byte[] buffer, int offset, int length)
        {
            Array.Copy(buffer, offset, _octets, 0, length);
            Payload.Set(_octets, 0, length);
        }

        // A rejected message has not been taken over: sent again it is a new one. But of QoS 2 a copy can have been taken over that was on the way
        // with the rejected one, so it keeps its id, by which the gateway knows it.
        internal void Rejected()
        {
            if (Qos != 2 || Kind != OperationKind.Publish)
            {
                MessageId = 0;
            }

            TopicId = 0;
        }

        // What was sent counts no more: the next attempt is a new message.
        internal void StartOver()
        {
            MessageId = 0;
            TopicId = 0;
            Released = false;
            WillTopicDone = false;
        }
    }
}
