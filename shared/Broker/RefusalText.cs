using nanoFramework.M2Mqtt.Messages;

namespace SensorNet.Broker
{
    /// <summary>What a broker's refusal of a connection means.</summary>
    public static class RefusalText
    {
        /// <summary>The reason in words, with its code (MQTT 3.1.1 section 3.2.2.3, MQTT 5 section 3.2.2.2).</summary>
        public static string Describe(MqttReasonCode code) => Words(code) + " (code " + ((int)code).ToString() + ")";

        /// <summary>Whether only a person can mend it: trying again soon would be refused again, or lock the account.</summary>
        public static bool NeedsPerson(MqttReasonCode code)
        {
            switch (code)
            {
                case MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion:
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                case MqttReasonCode.UnsupportedProtocolVersion:
                case MqttReasonCode.ClientIdentifierNotValid:
                case MqttReasonCode.BadUserNameOrPassword:
                case MqttReasonCode.NotAuthorized:
                case MqttReasonCode.Banned:
                case MqttReasonCode.BadAuthenticationMethod:
                    return true;
                default:
                    return false;
            }
        }

        private static string Words(MqttReasonCode code)
        {
            switch (code)
            {
                case MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion:
                case MqttReasonCode.UnsupportedProtocolVersion:
                    return "protocol version not supported";
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                case MqttReasonCode.ClientIdentifierNotValid:
                    return "client id rejected";
                case MqttReasonCode.ConnectionRefusedServerUnavailable:
                case MqttReasonCode.ServerUnavailable:
                    return "broker unavailable";
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                case MqttReasonCode.BadUserNameOrPassword:
                    return "bad user name or password";
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                case MqttReasonCode.NotAuthorized:
                    return "not authorised";
                case MqttReasonCode.ServerBusy: return "broker busy";
                case MqttReasonCode.Banned: return "client banned";
                case MqttReasonCode.BadAuthenticationMethod: return "bad authentication method";
                case MqttReasonCode.QuotaExceeded: return "quota exceeded";
                case MqttReasonCode.ConnectionRateExceeded: return "connection rate exceeded";
                default: return "refused";
            }
        }
    }
}
