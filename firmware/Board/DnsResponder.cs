using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>Answers every DNS query with one address, on a thread of its own. What is no query is counted and not answered.</summary>
    public sealed class DnsResponder
    {
        private const int Port = 53;

        // From a failure of the socket to the next attempt, in ms: it must not keep the board busy.
        private const int FailurePauseMs = 1000;

        private readonly IPAddress _address;
        private readonly ILog _log;
        private UdpClient _socket;
        private bool _isStopped;

        /// <summary>Makes it; nothing happens before <see cref="Start"/>.</summary>
        public DnsResponder(IPAddress address, ILog log)
        {
            _address = address;
            _log = log;
        }

        /// <summary>Datagrams that were not answered.</summary>
        public int Refused { get; private set; }

        /// <summary>Opens the port and begins to answer.</summary>
        /// <exception cref="SocketException">The port cannot be opened.</exception>
        public void Start()
        {
            _socket = new UdpClient(new IPEndPoint(_address, Port));
            new Thread(Run).Start();
        }

        /// <summary>Closes the port.</summary>
        public void Stop()
        {
            _isStopped = true;
            _socket.Close();
        }

        private void Run()
        {
            byte[] query = new byte[DnsAnswer.BytesMax];
            byte[] answer = new byte[DnsAnswer.BytesMax];
            byte[] address = _address.GetAddressBytes();
            while (!_isStopped)
            {
                try
                {
                    IPEndPoint from = null;
                    int length = DnsAnswer.Write(query, _socket.Receive(query, ref from), address, answer);
                    if (length > 0)
                    {
                        _socket.Send(answer, 0, length, from);
                    }
                    else
                    {
                        Refused++;
                    }
                }
                catch (Exception e)
                {
                    if (!_isStopped)
                    {
                        _log.Write("DNS: " + ExceptionText.Describe(e));
                        Thread.Sleep(FailurePauseMs);
                    }
                }
            }
        }
    }
}
