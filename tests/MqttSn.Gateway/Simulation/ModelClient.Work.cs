namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>What a client does of its own accord, one thing at a time.</summary>
internal sealed partial class ModelClient
{
    private UnfinishedPublish? _unfinished;

    private void Continue()
    {
        if (_unfinished is { } unfinished)
        {
            // A kept session goes on with what the last connection left.
            unfinished.Message.Resumed = true;
            if (unfinished.Released)
            {
                Release(unfinished);
            }
            else
            {
                Publish(unfinished, true);
            }

            return;
        }

        // All clients together ask for about what one subscriber to everything can take.
        Later(_sim.Random.Next(_sim.Quiescing ? 1000 : Math.Min(400 * _sim.Settings.Clients, _keepAlive * 400)), Act);
    }

    private void Act()
    {
        if (_phase != ClientPhase.Active || _request is not null)
        {
            return;
        }

        if (_sim.Quiescing || _sim.Now - _lastSentAt > _keepAlive * 500)
        {
            Ask(Encode.PingReq(), m => m.Type == MessageType.PingResp, _ => Continue());
            return;
        }

        int dice = _sim.Random.Next(100);
        if (dice < 60)
        {
            StartPublish();
        }
        else if (_sim.Now < _quietUntil)
        {
            Later(SettleMs, Act);
        }
        else
        {
            ActRarely(dice);
        }
    }

    private void ActRarely(int dice)
    {
        switch (dice)
        {
            case < 75:
                Subscribe();
                break;
            case < 82:
                Unsubscribe();
                break;
            case < 91:
                GoToSleep();
                break;
            case < 94:
                Disconnect();
                break;
            case < 97:
                Crash();
                break;
            default:
                UpdateWill();
                break;
        }
    }

    private void Finished()
    {
        _quietUntil = _sim.Now + SettleMs;
        Later(SettleMs, Continue);
    }

    private void StartPublish()
    {
        int topic = _sim.Random.Next(Topics.Names.Length);
        string name = Topics.Names[topic];
        int qos = _sim.Random.Next(-1, 3);
        bool noId = name == "pre/defined" || (name.Length == 2 && _sim.Chance(0.5));
        qos = qos < 0 && !noId ? 0 : qos;
        UpMessage message = _sim.Broker.NewUpMessage(qos, topic, !_kept);
        UnfinishedPublish publish = new(message, Payload.Make('U', message.Number, topic))
        {
            Type = name == "pre/defined" ? TopicIdType.Predefined : noId ? TopicIdType.ShortName : TopicIdType.Normal,
            TopicId = name == "pre/defined" ? Topics.PredefinedId : noId ? (name[0] << 8) | name[1] : 0,
        };
        if (publish.Type == TopicIdType.Normal)
        {
            publish.TopicId = _names.FirstOrDefault(n => n.Value == name).Key;
            if (publish.TopicId == 0)
            {
                Register(publish, name);
                return;
            }
        }

        Publish(publish, false);
    }

    private void Register(UnfinishedPublish publish, string name)
    {
        int messageId = NextMessageId();
        Ask(Encode.Register(messageId, name), m => m.Type == MessageType.RegAck && m.MessageId == messageId, m =>
        {
            if (m.ReturnCode == ReturnCode.Accepted)
            {
                Name(m.TopicId, name);
                publish.TopicId = m.TopicId;
                Publish(publish, false);
            }
            else
            {
                Finished();
            }
        });
    }

    private void Publish(UnfinishedPublish publish, bool again)
    {
        int qos = publish.Message.Qos;
        if (qos < 1)
        {
            Send(Encode.Publish(qos, publish.Type, publish.TopicId, 0, publish.Payload));
            Continue();
            return;
        }

        publish.MessageId = publish.MessageId == 0 ? NextMessageId() : publish.MessageId;
        int messageId = publish.MessageId;
        _unfinished = publish;
        byte[] datagram = Encode.Publish(qos, publish.Type, publish.TopicId, messageId, publish.Payload);
        Ask(
            again ? Encode.Again(datagram) : datagram,
            m => m.MessageId == messageId && (m.Type is MessageType.PubAck or MessageType.PubRec),
            m => OnPublishAnswer(publish, m));
    }

    private void OnPublishAnswer(UnfinishedPublish publish, Message answer)
    {
        if (answer.Type == MessageType.PubRec)
        {
            _sim.Check(publish.Message.ReachedBroker >= 1, $"message {publish.Message.Number} at QoS 2 was received before the broker had it");
            Release(publish);
        }
        else if (answer.ReturnCode == ReturnCode.Accepted)
        {
            _sim.Check(publish.Message.Qos == 1, $"message {publish.Message.Number} at QoS 2 got PUBACK");
            _sim.Check(publish.Message.ReachedBroker >= 1, $"message {publish.Message.Number} was acknowledged before the broker had it");
            _unfinished = null;
            Continue();
        }
        else if (answer.ReturnCode == ReturnCode.Congestion)
        {
            Later(300, () => Publish(publish, true));
        }
        else
        {
            // The topic id is not known: the message is given up.
            _names.Remove(publish.TopicId);
            _unfinished = null;
            Continue();
        }
    }

    private void Release(UnfinishedPublish publish)
    {
        publish.Released = true;
        _unfinished = publish;
        Ask(Encode.PubRel(publish.MessageId), m => m.Type == MessageType.PubComp && m.MessageId == publish.MessageId, _ =>
        {
            _unfinished = null;
            Continue();
        });
    }

    private (TopicIdType Type, int TopicId) HowToName(string filter)
    {
        if (filter == "pre/defined" && _sim.Chance(0.5))
        {
            return (TopicIdType.Predefined, Topics.PredefinedId);
        }

        return filter.Length == 2 && _sim.Chance(0.5) ? (TopicIdType.ShortName, (filter[0] << 8) | filter[1]) : (TopicIdType.Normal, 0);
    }

    private void Subscribe()
    {
        string filter = Topics.Filters[_sim.Random.Next(Topics.Filters.Length)];
        int qos = _sim.Random.Next(3);
        int messageId = NextMessageId();
        (TopicIdType type, int topicId) = HowToName(filter);
        _books.Asking(filter, qos);
        Ask(Encode.Subscribe(qos, messageId, type, topicId, filter), m => m.Type == MessageType.SubAck && m.MessageId == messageId, m =>
        {
            if (m.ReturnCode == ReturnCode.Accepted)
            {
                _sim.Check(m.Qos <= qos, $"{Id} asked for QoS {qos} and got {m.Qos}");
                _books.Confirmed(filter, m.Qos);
                if (m.TopicId != 0 && type == TopicIdType.Normal)
                {
                    Name(m.TopicId, filter);
                }
            }

            Finished();
        });
    }

    private void Unsubscribe()
    {
        string filter = Topics.Filters[_sim.Random.Next(Topics.Filters.Length)];
        int messageId = NextMessageId();
        (TopicIdType type, int topicId) = HowToName(filter);
        _books.GivingUp(filter);
        Ask(
            Encode.Unsubscribe(messageId, type, topicId, filter),
            m => m.Type == MessageType.UnsubAck && m.MessageId == messageId,
            _ => Finished());
    }

    private void UpdateWill()
    {
        if (_will is null)
        {
            Finished();
            return;
        }

        // The old message may still be the will until the answer comes, and must not go out after it.
        WillRecord update = _sim.Broker.NewWill(_will.Topic);
        Ask(Encode.WillMessageUpdate(Payload.Make('W', update.Number, update.Topic)), m => m.Type == MessageType.WillMsgResp, m =>
        {
            _will = m.ReturnCode == ReturnCode.Accepted ? update : _will;
            Finished();
        });
    }

    private void GoToSleep()
    {
        int seconds = 3 + _sim.Random.Next(8);
        Ask(Encode.Disconnect(seconds), m => m.Type == MessageType.Disconnect, _ =>
        {
            _phase = ClientPhase.Sleeping;
            _supervisionSeconds = seconds;
            Later(SettleMs + _sim.Random.Next(seconds * 1200), WakeUp);
        });
    }

    private void WakeUp()
    {
        if (!_sim.Quiescing && _sim.Chance(0.1))
        {
            // Back to work.
            _phase = ClientPhase.Off;
            Connect();
            return;
        }

        if (_sim.Chance(0.3))
        {
            Move();
        }

        _phase = ClientPhase.Awake;
        Ask(Encode.PingReq(Id), m => m.Type == MessageType.PingResp, _ =>
        {
            _phase = ClientPhase.Sleeping;
            Later(SettleMs + _sim.Random.Next(2000), WakeUp);
        });
    }

    private void Disconnect()
    {
        WillRecord? will = _will;
        Ask(Encode.Disconnect(), m => m.Type == MessageType.Disconnect, _ =>
        {
            if (will is not null && !_wasSilent)
            {
                will.MustNotGoOut = true;
            }

            TurnOff();
        });
    }
}
