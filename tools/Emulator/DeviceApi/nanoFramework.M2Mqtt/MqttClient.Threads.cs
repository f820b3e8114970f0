using System;
using System.Collections.Generic;
using System.Threading;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <content>The receiving, the keep alive and the event thread.</content>
public partial class MqttClient
{
    private readonly Queue<Action> _events = new();

    private void StartWorkers()
    {
        RestoreSession();
        if (_keepAliveMs != 0)
        {
            _keepAliveThread = new Thread(KeepAliveLoop);
            _keepAliveThread.Start();
        }

        new Thread(DispatchLoop).Start();
        _inflightThread = new Thread(InflightLoop);
        _inflightThread.Start();
        if (!IsAuthenticationFlow)
        {
            IsConnected = true;
        }
    }

    // Workers of a connection before this one. The dispatching thread is not waited for: it may be the one that connects again.
    private void StopWorkers()
    {
        _isRunning = false;
        _inflightQueued.Set();
        _eventQueued.Set();
        _keepAliveWake.Set();
        JoinWorker(_inflightThread);
        JoinWorker(_keepAliveThread);
        JoinWorker(_receiveThread);
    }

    private static void JoinWorker(Thread? worker)
    {
        if (worker is { IsAlive: true })
        {
            worker.Join(WorkerJoinMs);
        }
    }

    private void BeginClosing()
    {
        if (!_isClosing)
        {
            _isClosing = true;
            IsConnected = false;
            _eventQueued.Set();
        }
    }

    private void Raise(Action handlers)
    {
        lock (_events)
        {
            _events.Enqueue(handlers);
        }

        _eventQueued.Set();
    }

    private void ReceiveLoop()
    {
        BrokerConnection? connection = _connection;
        while (_isRunning)
        {
            try
            {
                MqttPacket? packet = connection?.Receive();
                if (packet is null)
                {
                    FailReceiving(new MqttCommunicationException());
                    return;
                }

                _receiveFailure = null;
                Accept(packet);
            }
            catch (Exception exception) when (_runtime.IsOn)
            {
                _runtime.Board.WriteDebug("MqttClient: receiving failed: " + Describe(exception) + "\n");
                FailReceiving(new MqttCommunicationException(exception));
                return;
            }
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        MqttClientException client => client.ErrorCode.ToString(),
        { InnerException: { } inner } => Describe(inner),
        _ => exception.Message,
    };

    private void FailReceiving(MqttCommunicationException failure)
    {
        _receiveFailure = failure;
        BeginClosing();
        _answered.Set();
    }

    private void Accept(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttConnAckPacket connack:
                AcceptConnack(connack);
                break;
            case MqttPingRespPacket:
                _answer = packet;
                _answered.Set();
                break;
            case MqttPublishPacket publish:
                EnqueueReceived(publish);
                break;
            case MqttPubAckPacket or MqttPubRecPacket or MqttPubRelPacket or MqttPubCompPacket or MqttSubAckPacket or MqttUnsubAckPacket:
                EnqueueAnswer(packet);
                break;
            case MqttDisconnectPacket disconnect:
                ConnectionClosedRequest?.Invoke(this, new ConnectionClosedRequestEventArgs(WirePackets.Disconnect(disconnect)));
                break;
            case MqttAuthPacket authentication:
                Raise(() => Authentication?.Invoke(this, new MqttMsgAuthenticationEventArgs(WirePackets.Authentication(authentication))));
                break;
            default:
                throw new MqttClientException(MqttClientErrorCode.WrongBrokerMessage);
        }
    }

    private void AcceptConnack(MqttConnAckPacket packet)
    {
        MqttMsgConnack connack = WirePackets.Connack(packet, ProtocolVersion);
        if (connack.ReturnCode == MqttReasonCode.Success && IsAuthenticationFlow)
        {
            RestoreSession();
            IsConnected = true;
        }

        _answer = packet;
        ConnectionOpened?.Invoke(this, new ConnectionOpenedEventArgs(connack));
        _answered.Set();
    }

    // Pings when nothing was sent for a whole period: what is received does not count.
    private void KeepAliveLoop()
    {
        AutoResetEvent ended = new(false);
        _keepAliveEnded = ended;
        long waitMs = _keepAliveMs;
        try
        {
            while (_isRunning)
            {
                _runtime.WaitOne(_keepAliveWake, (int)waitMs);
                long idleMs = _runtime.UptimeMs - _lastSentMs;
                waitMs = idleMs >= _keepAliveMs ? _keepAliveMs : _keepAliveMs - idleMs;
                if (_isRunning && idleMs >= _keepAliveMs)
                {
                    Ping();
                }
            }
        }
        finally
        {
            ended.Set();
        }
    }

    private void Ping()
    {
        try
        {
            SendAndWait(new MqttPingReqPacket(), _keepAliveMs);
        }
        catch (Exception exception) when (exception is MqttCommunicationException)
        {
            BeginClosing();
        }
    }

    private void DispatchLoop()
    {
        while (_isRunning)
        {
            if (CountEvents() == 0 && !_isClosing)
            {
                _runtime.WaitOne(_eventQueued, Timeout.Infinite);
            }

            if (!_isRunning)
            {
                return;
            }

            DispatchOne();
            if (CountEvents() == 0 && _isClosing)
            {
                Close();
                ConnectionClosed?.Invoke(this, EventArgs.Empty);
                return;
            }
        }
    }

    private int CountEvents()
    {
        lock (_events)
        {
            return _events.Count;
        }
    }

    private void DispatchOne()
    {
        Action? handlers;
        lock (_events)
        {
            _events.TryDequeue(out handlers);
        }

        try
        {
            handlers?.Invoke();
        }
        catch (Exception exception) when (_runtime.IsOn)
        {
            // As on the device: a handler that throws ends the connection.
            _runtime.Board.WriteDebug("Exception in an event handler of MqttClient: " + exception + "\n");
            BeginClosing();
        }
    }
}
