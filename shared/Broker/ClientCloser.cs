using System;
using nanoFramework.M2Mqtt;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>Ends a client on a worker: M2Mqtt takes seconds for it, and more when the socket is stuck.</summary>
    public sealed class ClientCloser
    {
        private readonly object _lock = new object();
        private readonly IMqttClient _client;
        private readonly bool _sendDisconnect;
        private readonly IClock _clock;
        private readonly ILog _log;
        private bool _isDone;

        /// <summary>Makes a closer that has not begun.</summary>
        /// <param name="client">The client to end.</param>
        /// <param name="sendDisconnect">Whether DISCONNECT is sent first, so that the broker does not publish the will.</param>
        /// <param name="clock">Is woken when it is done.</param>
        /// <param name="log">Is told of failures.</param>
        public ClientCloser(IMqttClient client, bool sendDisconnect, IClock clock, ILog log)
        {
            _client = client;
            _sendDisconnect = sendDisconnect;
            _clock = clock;
            _log = log;
        }

        /// <summary>Whether it has ended.</summary>
        public bool IsDone
        {
            get
            {
                lock (_lock)
                {
                    return _isDone;
                }
            }
        }

        /// <summary>Ends the client. Never throws.</summary>
        public void Run()
        {
            try
            {
                if (_sendDisconnect)
                {
                    _client.Disconnect();
                }
            }
            catch (Exception e)
            {
                _log.Write("sending DISCONNECT to the broker failed: " + ExceptionText.Describe(e));
            }

            try
            {
                // Also after Disconnect, which alone leaves the receive thread.
                _client.Close();
            }
            catch (Exception e)
            {
                _log.Write("closing the client failed: " + ExceptionText.Describe(e));
            }

            lock (_lock)
            {
                _isDone = true;
            }

            _clock.Wake();
        }
    }
}
