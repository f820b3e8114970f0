using System;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>Why there is no connection to the broker, in words, and what it may be.</summary>
    public static class ConnectFaultText
    {
        /// <summary>How long M2Mqtt waits for CONNACK, in ms.</summary>
        public const int ConnackTimeoutMs = 30000;

        /// <summary>That a port which was spoken to plainly speaks TLS.</summary>
        public const string TlsPort = "the port speaks TLS: set tls to true; or is it a wrong port?";

        /// <summary>What it may be when a broker ends a connection with TLS without an answer to CONNECT.</summary>
        public const string ClosedInTls = "closed without an answer to CONNECT; a client id or a certificate that the broker does not let in?";

        /// <summary>In one short line.</summary>
        /// <param name="fault">How far it came.</param>
        /// <param name="waitedMs">How long connecting took.</param>
        /// <param name="e">What was thrown.</param>
        public static string Describe(ConnectFault fault, long waitedMs, Exception e)
        {
            switch (fault)
            {
                case ConnectFault.NotAnswered:
                    return waitedMs >= ConnackTimeoutMs
                        ? "no answer within " + (ConnackTimeoutMs / 1000).ToString() + " s; a wrong port, or a port for TLS?"
                        : "closed without an answer; a wrong port, a port for TLS, or a broker that takes no more clients?";
                case ConnectFault.NotMqtt:
                    return "what answers is not MQTT; a wrong port?";
                default:
                    return ExceptionText.Words(e);
            }
        }
    }
}
