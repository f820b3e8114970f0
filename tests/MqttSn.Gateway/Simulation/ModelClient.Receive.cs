namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>What a client does with what it gets.</summary>
internal sealed partial class ModelClient
{
    private const int FinishedMax = 8;

    private readonly Dictionary<int, string> _names = [];
    private readonly HashSet<int> _held = [];
    private readonly Queue<int> _finished = [];

    public void OnDatagram(int port, byte[] datagram)
    {
        if (port != _port || _phase is ClientPhase.Off or ClientPhase.Sleeping
            || !MessageDecoder.TryDecode(datagram, 0, datagram.Length, _message, out _))
        {
            return;
        }

        Message m = _message;
        if (_phase == ClientPhase.Connecting)
        {
            OnConnectDialogue(m);
            return;
        }

        if (_request is { } request && request.IsAnswer(m))
        {
            _request = null;
            request.Done(m);
            return;
        }

        // What is left of an earlier clean session has topic ids of its own.
        if (_sim.Now < _settledAt && !_kept)
        {
            return;
        }

        switch (m.Type)
        {
            case MessageType.Register when m.TopicId != 0:
                Name(m.TopicId, System.Text.Encoding.UTF8.GetString(datagram, m.TopicOffset, m.TopicLength));
                Send(Encode.RegAck(m.TopicId, m.MessageId));
                break;
            case MessageType.Publish:
                OnPublish(m, datagram);
                break;
            case MessageType.PubRel:
                OnPubRel(m);
                break;
            case MessageType.Disconnect:
                // The gateway does not know the client.
                TurnOff();
                break;
        }
    }

    private void OnConnectDialogue(Message m)
    {
        if (_request is not { } request)
        {
            return;
        }

        if (request.IsAnswer(m))
        {
            _request = null;
            request.Done(m);
        }
        else if (m.Type == MessageType.WillTopicReq && _will is { } topic)
        {
            Ask(Encode.WillTopic(Topics.Names[topic.Topic], topic.Topic % 3), request.IsAnswer, request.Done);
        }
        else if (m.Type == MessageType.WillMsgReq && _will is { } will
            && (request.Datagram[1] is (byte)MessageType.WillTopic or (byte)MessageType.WillMsg))
        {
            Ask(Encode.WillMessage(Payload.Make('W', will.Number, will.Topic)), request.IsAnswer, request.Done);
        }
    }

    private void Name(int topicId, string name)
    {
        if (_names.TryGetValue(topicId, out string? old))
        {
            _sim.Check(old == name, $"{Id}: topic id {topicId} was {old} and is {name}");
        }

        _names[topicId] = name;
    }

    private void OnPublish(Message m, byte[] datagram)
    {
        string? topic = m.TopicIdType switch
        {
            TopicIdType.ShortName => System.Text.Encoding.ASCII.GetString(datagram, m.TopicOffset, 2),
            TopicIdType.Predefined => m.TopicId == Topics.PredefinedId ? "pre/defined" : null,
            _ => _names.GetValueOrDefault(m.TopicId),
        };
        if (topic is null)
        {
            Send(Encode.PubAck(m.TopicId, m.MessageId, ReturnCode.InvalidTopicId));
            return;
        }

        byte[] payload = datagram[m.DataOffset..(m.DataOffset + m.DataLength)];
        int messageId = m.MessageId;
        int topicId = m.TopicId;
        switch (m.Qos)
        {
            case 0:
                _books.Received(payload, topic, 0, m.Retain);
                break;
            case 1:
                _books.Received(payload, topic, 1, m.Retain);
                Send(Encode.PubAck(topicId, messageId, ReturnCode.Accepted));
                break;
            case 2:
                // A late copy of a finished one is not answered: its id is not used again so soon.
                if (_finished.Contains(messageId))
                {
                    break;
                }

                if (_held.Add(messageId))
                {
                    _books.Received(payload, topic, 2, m.Retain);
                }

                Send(Encode.PubRec(messageId));
                break;
        }
    }

    private void OnPubRel(Message m)
    {
        int messageId = m.MessageId;
        if (_held.Remove(messageId))
        {
            _finished.Enqueue(messageId);
            if (_finished.Count > FinishedMax)
            {
                _finished.Dequeue();
            }
        }

        Send(Encode.PubComp(messageId));
    }
}
