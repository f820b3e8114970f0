using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands with a handle: they check, and take a place in the queue. Each gives the handle, or 0 if the queue is full.</summary>
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

        internal int Publish(Topic topic, PayloadSlice payload, int qos, bool retain)
        {
            ArgumentChecks.CheckQos(qos);
            _checks.CheckTopicName(topic);
            payload.Check(Settings.PayloadBytesMax);
            return Fill(Add(OperationKind.Publish, topic, qos), payload, retain);
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

            payload.Check(Settings.PayloadBytesMax);
            return Fill(Add(OperationKind.PublishWithoutConnection, topic, -1), payload, retain);
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

        private static int HandleOf(Operation operation)
        {
            return operation == null ? 0 : operation.Handle;
        }

        private static int Fill(Operation operation, PayloadSlice payload, bool retain)
        {
            if (operation == null)
            {
                return 0;
            }

            payload.CopyTo(operation.Payload);
            operation.PayloadLength = payload.Length;
            operation.Retain = retain;
            return operation.Handle;
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

        // Null if the queue is full.
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
