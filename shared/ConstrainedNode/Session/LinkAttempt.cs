using System;
using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// One attempt to get as far as datagrams go: network, socket, the gateway's address. All of it can block, so <see cref="Run"/> belongs to
    /// a worker, and the loop looks at <see cref="IsDone"/>.
    /// </summary>
    public sealed class LinkAttempt
    {
        /// <summary>How long the network may take to come up, in ms: a node that sleeps pays for it with its battery.</summary>
        public const int NetworkTimeoutMs = 20000;

        private readonly object _lock = new object();
        private readonly INetwork _network;
        private readonly IDatagramSocket _socket;
        private readonly string _host;
        private readonly int _port;
        private readonly bool _isAddressKnown;
        private readonly IClock _clock;
        private bool _isDone;

        /// <summary>Makes an attempt that has not begun.</summary>
        /// <param name="network">The network.</param>
        /// <param name="socket">The socket.</param>
        /// <param name="host">The gateway's name or address, or null when its address is not asked for.</param>
        /// <param name="port">The gateway's UDP port.</param>
        /// <param name="isAddressKnown">Whether it had an address before, so that the attempt does not fail when it cannot be found now.</param>
        /// <param name="clock">Is woken when it is done.</param>
        public LinkAttempt(INetwork network, IDatagramSocket socket, string host, int port, bool isAddressKnown, IClock clock)
        {
            _network = network;
            _socket = socket;
            _host = host;
            _port = port;
            _isAddressKnown = isAddressKnown;
            _clock = clock;
        }

        /// <summary>Why it failed, in words, or null when it did not. Set before <see cref="IsDone"/> is.</summary>
        public string Problem { get; private set; }

        /// <summary>The gateway's address, or null when it was not asked for or found.</summary>
        public byte[] GatewayAddress { get; private set; }

        /// <summary>Whether it has ended, either way.</summary>
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

        /// <summary>Makes the attempt. Never throws.</summary>
        public void Run()
        {
            try
            {
                Problem = Try();
            }
            catch (Exception e)
            {
                Problem = "the network failed: " + ExceptionText.Describe(e);
            }

            lock (_lock)
            {
                _isDone = true;
            }

            _clock.Wake();
        }

        private string Try()
        {
            if (!_network.Connect(NetworkTimeoutMs))
            {
                return "no network: " + _network.Problem;
            }

            if (!_socket.Open())
            {
                return "no socket: " + _socket.Problem;
            }

            if (_host == null)
            {
                return null;
            }

            GatewayAddress = _socket.Resolve(_host, _port);
            return GatewayAddress == null && !_isAddressKnown ? "cannot find the gateway " + _host + ": " + _socket.Problem : null;
        }
    }
}
