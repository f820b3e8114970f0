namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// What a client tells its owner. Events are raised by <see cref="MqttSnClient.OnDatagram"/> and <see cref="MqttSnClient.OnTime"/> only, never
    /// within a command. A handler may call commands, not the two inputs, and must not throw.
    /// </summary>
    public interface IClientEvents
    {
        /// <summary>The state has changed.</summary>
        /// <param name="from">The state before.</param>
        /// <param name="to">The state now.</param>
        void OnStateChanged(ClientState from, ClientState to);

        /// <summary>A gateway that was not in the table has been heard of, or one has another address now (MQTT-SN 1.2, 6.1).</summary>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="address">Its address: not to be changed.</param>
        void OnGatewayFound(int gatewayId, byte[] address);

        /// <summary>A gateway has left the table: it was not heard of in time (6.1), or had to make room.</summary>
        /// <param name="gatewayId">0 to 255.</param>
        void OnGatewayGone(int gatewayId);

        /// <summary>The gateway has accepted the connection (6.2). Also after the return from sleep, and after a loss.</summary>
        /// <param name="resumed">
        /// Whether the session can still be there: same gateway, CleanSession=0, and the gateway has not said that it forgot this client. If
        /// false, subscriptions are to be made again. MQTT-SN 1.2 has no way to ask the gateway.
        /// </param>
        void OnConnected(bool resumed);

        /// <summary>CONNACK with a rejection. With congestion the client waits and tries again by itself.</summary>
        /// <param name="code">The gateway's answer.</param>
        void OnConnectRefused(ReturnCode code);

        /// <summary>The connection, or the attempt at one, has ended without being asked to. What follows shows in the state.</summary>
        /// <param name="reason">Why.</param>
        void OnLost(LostReason reason);

        /// <summary>The connection has been ended by <see cref="MqttSnClient.Disconnect"/>.</summary>
        void OnDisconnected();

        /// <summary>A message has arrived; of QoS 2 exactly once.</summary>
        /// <param name="message">Valid only until the handler returns.</param>
        /// <returns>
        /// Whether it has been taken. If not, a message of QoS 1 or 2 is rejected with congestion, so that the gateway sends it again later.
        /// </returns>
        bool OnMessage(ReceivedMessage message);

        /// <summary>A publish has ended.</summary>
        /// <param name="handle">What <see cref="MqttSnClient.Publish"/> or <see cref="MqttSnClient.PublishWithoutConnection"/> returned.</param>
        /// <param name="outcome">How.</param>
        void OnPublished(int handle, Outcome outcome);

        /// <summary>A registration has ended.</summary>
        /// <param name="handle">What <see cref="MqttSnClient.Register"/> returned.</param>
        /// <param name="topicId">The topic id; 0 unless accepted.</param>
        /// <param name="outcome">How.</param>
        void OnRegistered(int handle, int topicId, Outcome outcome);

        /// <summary>A subscription has ended.</summary>
        /// <param name="handle">What <see cref="MqttSnClient.Subscribe"/> returned.</param>
        /// <param name="topicId">The topic id; 0 for a filter with wildcards, for a short topic name unless the gateway gives one, and unless
        /// accepted.</param>
        /// <param name="grantedQos">0 to 2.</param>
        /// <param name="outcome">How.</param>
        void OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome);

        /// <summary>The end of a subscription has been acknowledged, or has failed.</summary>
        /// <param name="handle">What <see cref="MqttSnClient.Unsubscribe"/> returned.</param>
        /// <param name="outcome">How.</param>
        void OnUnsubscribed(int handle, Outcome outcome);

        /// <summary>An update of the will has ended (6.4).</summary>
        /// <param name="handle">What <see cref="MqttSnClient.UpdateWill"/> or <see cref="MqttSnClient.UpdateWillMessage"/> returned.</param>
        /// <param name="outcome">How.</param>
        void OnWillUpdated(int handle, Outcome outcome);

        /// <summary>The gateway has answered <see cref="MqttSnClient.Ping"/>.</summary>
        /// <param name="elapsedMs">Milliseconds since the first PINGREQ.</param>
        void OnPingAnswered(int elapsedMs);

        /// <summary>
        /// The client is asleep, for the first time since it was active (6.14); after an awake phase comes <see cref="OnAwakeDone"/> instead.
        /// </summary>
        /// <param name="durationSeconds">What the gateway has been told.</param>
        void OnSleeping(int durationSeconds);

        /// <summary>The awake phase is over: PINGRESP has come, the client is asleep again (6.14).</summary>
        /// <param name="messages">The messages that came in it.</param>
        void OnAwakeDone(int messages);
    }
}
