using System;
using System.Net;
using System.Net.Sockets;
using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>Tries a TCP port.</summary>
    public sealed class TcpReach : IReach
    {
        private readonly string _host;
        private readonly int _port;

        /// <summary>Makes it; nothing happens.</summary>
        public TcpReach(string host, int port)
        {
            _host = host;
            _port = port;
        }

        /// <inheritdoc/>
        public string Try()
        {
            Socket socket = null;
            string problem = null;
            try
            {
                IPEndPoint peer = new IPEndPoint(Dns.GetHostEntry(_host).AddressList[0], _port);
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(peer);
            }
            catch (Exception e)
            {
                problem = "the broker " + _host + ":" + _port.ToString() + " cannot be reached: " + ExceptionText.Describe(e);
            }

            if (socket != null)
            {
                socket.Close();
            }

            return problem;
        }
    }
}
