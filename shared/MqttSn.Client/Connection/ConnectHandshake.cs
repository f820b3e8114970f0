namespace SensorNet.MqttSn.Client
{
    /// <summary>One attempt at connecting (MQTT-SN 1.2, 6.2): CONNECT, and the will if the gateway asks for it.</summary>
    internal sealed class ConnectHandshake : ClientPart, IExchangeSender
    {
        private readonly ClientSessionState _session;
        private readonly KeepAlive _keepAlive;
        private bool _isWaking;
        private bool _isClean;

        internal ConnectHandshake(ClientCore core, ClientSessionState session, KeepAlive keepAlive)
            : base(core)
        {
            _session = session;
            _keepAlive = keepAlive;
        }

        // The CONNECT under way is the return from sleep.
        internal bool IsWaking => _isWaking;

        // What it says of CleanSession.
        internal bool IsClean => _isClean;

        internal void Start(long nowMs, byte[] gateway, bool clean)
        {
            _isWaking = false;
            ConnectTo(nowMs, gateway, clean);
        }

        // 6.14: with the same gateway, which keeps all that it has.
        internal void StartWaking(long nowMs)
        {
            _isWaking = true;
            ConnectTo(nowMs, Sender.Gateway, false);
        }

        // It was accepted, or is given up.
        internal void End() => _isWaking = false;

        // 6.2, 6.3: the gateway asks for the will. A question that comes again is answered again, but only the first answer starts a timer.
        // False if it should not have asked.
        internal bool OnWillTopicReq(long nowMs)
        {
            bool connecting = Status.State == ClientState.Connecting;
            if (connecting && (_session.Will == null || _isWaking))
            {
                // 5.4.7: empty, there is no will.
                Sender.EmptyWillTopic();
                return true;
            }

            if (connecting && Exchange.Kind == ExchangeKind.Connect)
            {
                Exchange.Open(this, ExchangeKind.WillTopic, 0, nowMs);
                return true;
            }

            if (_session.Will == null || !IsConnectingOrActive)
            {
                return false;
            }

            Sender.WillTopic(_session.Will);
            return true;
        }

        internal bool OnWillMsgReq(long nowMs)
        {
            if (_session.Will == null || _isWaking || !IsConnectingOrActive)
            {
                return false;
            }

            if (Exchange.Kind == ExchangeKind.WillTopic || Exchange.Kind == ExchangeKind.Connect)
            {
                Exchange.Open(this, ExchangeKind.WillMsg, 0, nowMs);
                return true;
            }

            Sender.WillMsg(_session.Will.Message);
            return true;
        }

        public void SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            switch (kind)
            {
                case ExchangeKind.Connect:
                    // 6.14: back from sleep with all that the gateway keeps; 6.3: neither flag set means that subscriptions and will stay.
                    Sender.Connect(!_isWaking && _session.Will != null, _isClean, _keepAlive.Seconds);
                    break;
                case ExchangeKind.WillTopic:
                    Sender.WillTopic(_session.Will);
                    break;
                default:
                    Sender.WillMsg(_session.Will.Message);
                    break;
            }
        }

        private bool IsConnectingOrActive => Status.State == ClientState.Connecting || Status.State == ClientState.Active;

        private void ConnectTo(long nowMs, byte[] gateway, bool clean)
        {
            _isClean = clean;
            Sender.SetGateway(gateway);
            Status.MoveTo(ClientState.Connecting);
            Exchange.Open(this, ExchangeKind.Connect, 0, nowMs);
        }
    }
}
