using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands with a handle: they check, and take a place in the queue. Each gives the handle, or 0 if the queue is full.</summary>
    internal sealed class OperationCommands
    {
        private readonly ClientSettings _settings;
        private readonly ClientCounters _counters;
        private readonly OperationQueue _queue;
        private readonly Requests _requests;
        private readonly ArgumentChecks _checks;

        internal OperationCommands(ClientOwner owner, OperationQueue queue, Requests requests, ArgumentChecks checks)
        {
            _settings = owner.Settings;
            _counters = owner.Counters;
            _queue = queue;
            _requests = requests;
            _checks = checks;
        }

        internal int Publish(Topic topic, PayloadSlice payload, int qos, bool retain)
        {
            ArgumentChecks.CheckQos(qos);
            _checks.CheckTopicName(topic);
            Operation operation = AddPublish(OperationKind.Publish, topic, payload, retain);
            if (operation != null)
            {
                operation.Qos = qos;
            }

            return HandleOf(operation);
        }

        internal int PublishWithoutConnection(Topic topic, PayloadSlice payload, bool retain)
        {
            if (topic == null)
            {
                throw new ArgumentNullException("topic");
            }

            if (topic.Type == TopicIdType.Normal)
            {
                throw new ArgumentException(DecodeErrors.Describe(DecodeError.QosMinusOneTopic), "topic");
            }

            Operation operation = AddPublish(OperationKind.PublishWithoutConnection, topic, payload, retain);
            if (operation != null)
            {
                operation.Qos = -1;
            }

            return HandleOf(operation);
        }

        internal int Register(Topic topic)
        {
            _checks.CheckTopicName(topic);
            if (topic.Type != TopicIdType.Normal)
            {
                throw new ArgumentException("only a topic name is registered (6.5, 6.7)", "topic");
            }

            return HandleOf(Add(OperationKind.Register, topic));
        }

        internal int Subscribe(Topic topic, int qos)
        {
            ArgumentChecks.CheckQos(qos);
            _checks.CheckTopic(topic);
            Operation operation = Add(OperationKind.Subscribe, topic);
            if (operation != null)
            {
                operation.Qos = qos;
            }

            return HandleOf(operation);
        }

        internal int Unsubscribe(Topic topic)
        {
            _checks.CheckTopic(topic);
            return HandleOf(Add(OperationKind.Unsubscribe, topic));
        }

        internal int UpdateWill(Will will)
        {
            _checks.CheckWill(will);
            Operation operation = Add(OperationKind.UpdateWill, null);
            if (operation != null)
            {
                operation.Will = will;
            }

            return HandleOf(operation);
        }

        internal int UpdateWillMessage(byte[] message)
        {
            _checks.CheckWillMessage(message);
            Operation operation = Add(OperationKind.UpdateWillMessage, null);
            if (operation != null)
            {
                operation.WillMessage = message;
            }

            return HandleOf(operation);
        }

        private static int HandleOf(Operation operation)
        {
            return operation == null ? 0 : operation.Handle;
        }

        private Operation AddPublish(OperationKind kind, Topic topic, PayloadSlice payload, bool retain)
        {
            payload.Check(_settings.PayloadBytesMax);
            Operation operation = Add(kind, topic);
            if (operation == null)
            {
                return null;
            }

            if (payload.Length != 0)
            {
                Array.Copy(payload.Buffer, payload.Offset, operation.Payload, 0, payload.Length);
            }

            operation.PayloadLength = payload.Length;
            operation.Retain = retain;
            return operation;
        }

        private Operation Add(OperationKind kind, Topic topic)
        {
            Operation operation = _queue.Add(kind, topic);
            if (operation == null)
            {
                _counters.QueueFull++;
                return null;
            }

            _requests.Note();
            return operation;
        }
    }
}
