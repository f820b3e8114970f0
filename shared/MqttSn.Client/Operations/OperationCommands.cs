using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands with a handle: they check, and take a place in the queue. The handle is 0 if the queue is full.</summary>
    internal sealed class OperationCommands : ClientPart
    {
        private readonly OperationQueue _queue;
        private readonly Requests _requests;
        private readonly ArgumentChecks _checks;

        internal OperationCommands(ClientCore core, OperationQueue queue, Requests requests, ArgumentChecks checks)
            : base(core)
        {
            _queue = queue;
            _requests = requests;
            _checks = checks;
        }

        // Null if the queue is full, here and below. Finish takes it from there.
        internal Operation Publish(Topic topic, byte[] payload, int offset, int length, int qos)
        {
            ArgumentChecks.CheckQos(qos);
            _checks.CheckTopicName(topic);
            return AddPublish(topic, payload, offset, length, qos);
        }

        internal Operation PublishWithoutConnection(Topic topic, byte[] payload, int offset, int length)
        {
            if (topic == null)
            {
                throw new ArgumentNullException("topic");
            }

            if (topic.Type == TopicIdType.Normal)
            {
                throw new ArgumentException(DecodeErrors.Describe(DecodeError.QosMinusOneTopic), "topic");
            }

            return AddPublish(topic, payload, offset, length, -1);
        }

        internal static int Finish(Operation publish, bool retain)
        {
            if (publish == null)
            {
                return 0;
            }

            publish.Retain = retain;
            return publish.Handle;
        }

        internal int Register(Topic topic)
        {
            _checks.CheckTopicName(topic);
            if (topic.Type != TopicIdType.Normal)
            {
                throw new ArgumentException("only a topic name is registered (6.5, 6.7)", "topic");
            }

            return HandleOf(Add(OperationKind.Register, topic, 0));
        }

        internal int Subscribe(Topic topic, int qos)
        {
            ArgumentChecks.CheckQos(qos);
            _checks.CheckTopic(topic);
            return HandleOf(Add(OperationKind.Subscribe, topic, qos));
        }

        internal int Unsubscribe(Topic topic)
        {
            _checks.CheckTopic(topic);
            return HandleOf(Add(OperationKind.Unsubscribe, topic, 0));
        }

        internal int UpdateWill(Will will)
        {
            _checks.CheckWill(will);
            return AddWill(OperationKind.UpdateWill, will, null);
        }

        internal int UpdateWillMessage(byte[] message)
        {
            _checks.CheckWillMessage(message);
            return AddWill(OperationKind.UpdateWillMessage, null, message);
        }

        private static int HandleOf(Operation operation) => operation == null ? 0 : operation.Handle;

        private Operation AddPublish(Topic topic, byte[] payload, int offset, int length, int qos)
        {
            if (payload == null && length != 0)
            {
                throw new ArgumentNullException("payload");
            }

            if (length < 0 || length > Settings.PayloadBytesMax)
            {
                throw new ArgumentException("the payload has 0 to PayloadBytesMax octets", "length");
            }

            if (length != 0 && (offset < 0 || offset > payload.Length - length))
            {
                throw new ArgumentOutOfRangeException("offset", "offset and length must lie in the array");
            }

            Operation operation = Add(qos < 0 ? OperationKind.PublishWithoutConnection : OperationKind.Publish, topic, qos);
            if (operation != null && length != 0)
            {
                operation.SetPayload(payload, offset, length);
            }

            return operation;
        }

        private int AddWill(OperationKind kind, Will will, byte[] message)
        {
            Operation operation = Add(kind, null, 0);
            if (operation == null)
            {
                return 0;
            }

            operation.Will = will;
            operation.WillMessage = message;
            return operation.Handle;
        }

        private Operation Add(OperationKind kind, Topic topic, int qos)
        {
            Operation operation = _queue.Add(kind, topic);
            if (operation == null)
            {
                Counters.QueueFull++;
                return null;
            }

            operation.Qos = qos;
            _requests.Note();
            return operation;
        }
    }
}
