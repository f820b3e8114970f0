using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <content>The in-flight queue: one thread sends, repeats and acknowledges everything but CONNECT, PINGREQ and DISCONNECT.</content>
public partial class MqttClient
{
    private readonly Queue<InflightMessage> _inflight = new();
    private readonly Queue<MqttPacket> _received = new();
    private readonly HashSet<ushort> _unanswered = [];
    private InflightMessage? _current;
    private int _inflightWaitMs;
    private bool _isAnswerUsed;
    private MqttPacket? _answerSeen;

    private static InflightState QueuedState(MqttQoSLevel qosLevel) => qosLevel switch
    {
        MqttQoSLevel.AtLeastOnce => InflightState.QueuedQos1,
        MqttQoSLevel.ExactlyOnce => InflightState.QueuedQos2,
        _ => InflightState.QueuedQos0,
    };

    private static bool Acknowledges(MqttPacket answer, InflightMessage message) =>
        WirePackets.IdOf(answer) == message.MessageId && message.Packet switch
    {
        MqttPublishPacket => answer is MqttPubAckPacket,
        MqttSubscribePacket => answer is MqttSubAckPacket,
        _ => answer is MqttUnsubAckPacket,
    };

    private bool Enqueue(InflightMessage message)
    {
        bool hasRoom;
        lock (_inflight)
        {
            hasRoom = _inflight.Count < Settings.InflightQueueSize;
            if (hasRoom)
            {
                _inflight.Enqueue(message);
                if (IsPartOfSession(message))
                {
                    _session?.TryAdd(message.Key, message);
                }
            }
        }

        _inflightQueued.Set();
        return hasRoom;
    }

    private static bool IsPartOfSession(InflightMessage message) => message.Publish is not null && message.State switch
    {
        InflightState.QueuedQos1 => message.IsOutgoing,
        InflightState.QueuedQos2 => true,
        _ => false,
    };

    private void EnqueueReceived(MqttPublishPacket packet)
    {
        // A PUBLISH at QoS 2 that is here already was sent again because PUBREC was lost: only PUBREC is due.
        if (packet.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce
            && FindInflight(packet.PacketIdentifier, isOutgoing: false) is { } known)
        {
            known.State = InflightState.QueuedQos2;
            _inflightQueued.Set();
            return;
        }

        Enqueue(new InflightMessage(packet, QueuedState((MqttQoSLevel)packet.QualityOfServiceLevel), isOutgoing: false, _runtime.UptimeMs));
    }

    private void EnqueueAnswer(MqttPacket packet)
    {
        ushort messageId = WirePackets.IdOf(packet);
        lock (_unanswered)
        {
            _unanswered.Remove(messageId);
        }

        switch (packet)
        {
            case MqttPubRelPacket when FindInflight(messageId, isOutgoing: false) is null:
                // Its PUBLISH was handed out already: the PUBCOMP was lost.
                Send(new MqttPubCompPacket { PacketIdentifier = messageId });
                return;
            case MqttPubRecPacket or MqttPubCompPacket when FindInflight(messageId, isOutgoing: true) is null:
                return;
        }

        lock (_received)
        {
            _received.Enqueue(packet);
        }

        _inflightQueued.Set();
    }

    private InflightMessage? FindInflight(ushort messageId, bool isOutgoing)
    {
        lock (_inflight)
        {
            // The message that is being sent is not in the queue, and its answer may be here before it is back.
            IEnumerable<InflightMessage> all = _current is { } current ? _inflight.Append(current) : _inflight;
            return all.FirstOrDefault(message => message.Publish is not null && message.Key == (isOutgoing, messageId));
        }
    }

    private void Requeue(InflightMessage message)
    {
        lock (_inflight)
        {
            _inflight.Enqueue(message);
        }
    }

    private void InflightLoop()
    {
        _inflightWaitMs = Timeout.Infinite;
        while (_isRunning)
        {
            _runtime.WaitOne(_inflightQueued, _inflightWaitMs);
            if (_isRunning)
            {
                try
                {
                    ProcessQueue();
                }
                catch (Exception exception) when (_runtime.IsOn && exception is not ThreadInterruptedException)
                {
                    // The connection or the message is bad: keep the message, and idle until the client is closed.
                    _runtime.Board.WriteDebug("MqttClient: sending failed: " + Describe(exception) + "\n");
                    KeepCurrent();
                    _inflightWaitMs = Timeout.Infinite;
                    BeginClosing();
                }
            }
        }
    }

    // One look at every message that is in the queue now, oldest first.
    private void ProcessQueue()
    {
        _isAnswerUsed = false;
        _answerSeen = null;
        _inflightWaitMs = int.MaxValue;
        int count;
        lock (_inflight)
        {
            count = _inflight.Count;
        }

        for (; count > 0 && _isRunning && TakeNext() is { } message; count--)
        {
            _answerSeen = null;
            Process(message);
            lock (_inflight)
            {
                _current = null;
            }
        }

        if (_inflightWaitMs == int.MaxValue)
        {
            _inflightWaitMs = Timeout.Infinite;
        }

        DropOrphan();
    }

    private InflightMessage? TakeNext()
    {
        lock (_inflight)
        {
            return _inflight.TryDequeue(out _current) ? _current : null;
        }
    }

    private void KeepCurrent()
    {
        lock (_inflight)
        {
            if (_current is not null)
            {
                _inflight.Enqueue(_current);
                _current = null;
            }
        }
    }

    // An answer that nothing in the queue was waiting for must not stay before the others. As on the device, this also loses a PUBACK that
    // arrives while the queue is gone through and only a later message sees it: its message is then dropped at its repetition, and raises no
    // event at all. It happens only with several messages in flight.
    private void DropOrphan()
    {
        if (_answerSeen is not null && !_isAnswerUsed)
        {
            lock (_received)
            {
                _received.TryDequeue(out _);
            }
        }
    }

    private void Process(InflightMessage message)
    {
        switch (message.State)
        {
            case InflightState.QueuedQos0 when message.IsOutgoing:
                SendMessage(message);
                break;
            case InflightState.QueuedQos0:
                RaiseReceived(message);
                break;
            case InflightState.QueuedQos1 when message.IsOutgoing:
                SendFirstHalf(message, InflightState.WaitForAcknowledge);
                break;
            case InflightState.QueuedQos1:
                Send(new MqttPubAckPacket { PacketIdentifier = message.MessageId });
                RaiseReceived(message);
                break;
            case InflightState.QueuedQos2 when message.IsOutgoing:
                SendFirstHalf(message, InflightState.WaitForPubrec);
                break;
            case InflightState.QueuedQos2:
                message.State = InflightState.WaitForPubrel;
                Send(new MqttPubRecPacket { PacketIdentifier = message.MessageId });
                Requeue(message);
                break;
            case InflightState.WaitForAcknowledge:
                WaitForAcknowledge(message);
                break;
            case InflightState.WaitForPubrec:
                WaitForPubrec(message);
                break;
            case InflightState.SendPubrel:
                message.Attempt++;
                SendPubrel(message);
                break;
            case InflightState.WaitForPubcomp:
                WaitForPubcomp(message);
                break;
            case InflightState.WaitForPubrel:
                WaitForPubrel(message);
                break;
        }
    }

    private void SendMessage(InflightMessage message)
    {
        if (message.Defect is { } defect)
        {
            throw new MqttClientException(defect);
        }

        Send(message.Packet);
    }

    private void SendFirstHalf(InflightMessage message, InflightState next)
    {
        message.TimestampMs = _runtime.UptimeMs;
        message.Attempt++;
        message.State = next;
        LimitWait(Settings.DelayOnRetry);
        if (message.Attempt > 1 && message.Publish is { } publish)
        {
            publish.Dup = true;
            lock (_unanswered)
            {
                if (!_unanswered.Contains(message.MessageId))
                {
                    // Answered while it waited for its repetition.
                    Forget(message);
                    return;
                }
            }
        }

        SendMessage(message);
        Requeue(message);
    }

    private void WaitForAcknowledge(InflightMessage message)
    {
        if (PeekAnswer() is { } answer && Acknowledges(answer, message))
        {
            UseAnswer();
            Raise(() => RaiseAcknowledged(answer));
            Forget(message);
            return;
        }

        Retry(message, InflightState.QueuedQos1);
    }

    private void WaitForPubrec(InflightMessage message)
    {
        if (PeekAnswer() is MqttPubRecPacket answer && answer.PacketIdentifier == message.MessageId)
        {
            UseAnswer();
            message.Attempt = 1;
            SendPubrel(message);
            return;
        }

        Retry(message, InflightState.QueuedQos2);
    }

    private void SendPubrel(InflightMessage message)
    {
        message.State = InflightState.WaitForPubcomp;
        message.TimestampMs = _runtime.UptimeMs;
        Send(new MqttPubRelPacket { PacketIdentifier = message.MessageId });
        LimitWait(Settings.DelayOnRetry);
        Requeue(message);
    }

    private void WaitForPubcomp(InflightMessage message)
    {
        MqttPacket? answer = PeekAnswer();
        if (answer is null || WirePackets.IdOf(answer) != message.MessageId || answer is not (MqttPubCompPacket or MqttPubRecPacket))
        {
            Retry(message, InflightState.SendPubrel);
            return;
        }

        UseAnswer();
        if (answer is MqttPubRecPacket)
        {
            // An answer to a repeated PUBLISH: PUBREL is on its way already.
            Requeue(message);
            return;
        }

        Raise(() => RaiseAcknowledged(answer));
        Forget(message);
    }

    private void WaitForPubrel(InflightMessage message)
    {
        if (PeekAnswer() is MqttPubRelPacket answer && answer.PacketIdentifier == message.MessageId)
        {
            UseAnswer();
            Send(new MqttPubCompPacket { PacketIdentifier = message.MessageId });
            RaiseReceived(message);
            Forget(message);
            return;
        }

        Requeue(message);
    }

    private void Retry(InflightMessage message, InflightState again)
    {
        long waitedMs = _runtime.UptimeMs - message.TimestampMs;
        if (waitedMs < Settings.DelayOnRetry)
        {
            Requeue(message);
            LimitWait((int)(Settings.DelayOnRetry - waitedMs));
        }
        else if (message.Attempt < Settings.AttemptsOnRetry)
        {
            message.State = again;
            Requeue(message);
            LimitWait(0);
        }
        else if (message.Publish is not null)
        {
            // Given up. A subscription that is given up raises nothing.
            Forget(message);
            Raise(() => MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(message.MessageId, false)));
        }
    }

    private void LimitWait(int waitMs) => _inflightWaitMs = Math.Min(_inflightWaitMs, waitMs);

    private MqttPacket? PeekAnswer()
    {
        lock (_received)
        {
            _received.TryPeek(out _answerSeen);
            return _answerSeen;
        }
    }

    private void UseAnswer()
    {
        lock (_received)
        {
            _received.TryDequeue(out _);
        }

        _isAnswerUsed = true;
    }

    private void RaiseReceived(InflightMessage message) => Raise(() => MqttMsgPublishReceived?.Invoke(this, WirePackets.Received(message.Publish!)));

    private void RaiseAcknowledged(MqttPacket answer)
    {
        switch (answer)
        {
            case MqttSubAckPacket suback:
                MqttMsgSubscribed?.Invoke(this, WirePackets.Subscribed(suback));
                break;
            case MqttUnsubAckPacket unsuback:
                MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(unsuback.PacketIdentifier));
                break;
            default:
                MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(WirePackets.IdOf(answer), true));
                break;
        }
    }

    private void Forget(InflightMessage message)
    {
        lock (_inflight)
        {
            _session?.Remove(message.Key);
        }
    }

    // What was in flight when a persistent session broke off is queued again. As on the device, what had been sent once before Close is
    // dropped all the same, because Close forgets that it is unanswered (see SendFirstHalf).
    private void RestoreSession()
    {
        lock (_inflight)
        {
            if (CleanSession)
            {
                _session?.Clear();
                return;
            }

            _session ??= [];
            foreach (InflightMessage message in _session.Values)
            {
                message.State = message switch
                {
                    { IsOutgoing: true, State: InflightState.WaitForAcknowledge } => InflightState.QueuedQos1,
                    { IsOutgoing: true, State: InflightState.WaitForPubrec } => InflightState.QueuedQos2,
                    { IsOutgoing: true, State: InflightState.WaitForPubcomp } => InflightState.SendPubrel,
                    _ => message.State,
                };
                _inflight.Enqueue(message);
            }
        }

        _inflightQueued.Set();
    }
}
