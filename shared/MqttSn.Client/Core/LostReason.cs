namespace SensorNet.MqttSn.Client
{
    /// <summary>Why a connection, or the attempt to make one, has ended without being asked to.</summary>
    public enum LostReason : byte
    {
        /// <summary>A message was sent N_RETRY times more and never answered (MQTT-SN 1.2, 6.13).</summary>
        NoAnswer = 0,

        /// <summary>PINGREQ was sent N_RETRY times more and never answered (6.11).</summary>
        NoPingAnswer,

        /// <summary>The gateway sent DISCONNECT without being asked: it no longer knows this client (6.12).</summary>
        GatewayDisconnected,

        /// <summary>The gateway missed N_ADV of its ADVERTISE messages, and nothing else came from it either (6.1).</summary>
        AdvertiseMissed,

        /// <summary>CONNACK: not supported, or a return code that is reserved. It is not tried again at that gateway.</summary>
        Refused,

        /// <summary><see cref="ClientSettings.AttemptsMax"/> attempts failed: the client gives up and is disconnected.</summary>
        GaveUp,
    }
}
