using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>A UDP socket over IPv4. A thread of its own waits for datagrams; it only notes them and wakes the loop.</summary>
    public sealed class UdpSocket : IDatagramSocket
    {
        // How long the thread waits before it looks whether the socket is still wanted.
        private const int PollMicroseconds = 1000000;

        // So many failures in a row, and the socket is given up: the network may be gone.
        private const int FailuresMax = 3;

        private readonly object _lock = new object();
        private readonly int _localPort;
        private readonly byte[] _broadcastAddress;
        private readonly int _bytesMax;
        private readonly DatagramQueue _queue;
        private readonly IClock _clock;
        private Socket _socket;
        private IPEndPoint _lastPeer;
        private byte[] _lastAddress;
        private int _sendFailures;
        private long _dropped;

        /// <summary>Makes a socket that is closed.</summary>
        /// <param name="localPort">Its port, or 0 for any.</param>
        /// <param name="broadcastAddress">Where broadcasts go: an IPv4 address.</param>
        /// <param name="broadcastPort">And to which port.</param>
        /// <param name="bytesMax">The longest datagram, in octets.</param>
        /// <param name="queueLength">How many datagrams wait for the loop.</param>
        /// <param name="clock">Is woken when one has come.</param>
        public UdpSocket(int localPort, string broadcastAddress, int broadcastPort, int bytesMax, int queueLength, IClock clock)
        {
            _localPort = localPort;
            _broadcastAddress = ToAddress(IPAddress.Parse(broadcastAddress), broadcastPort);
            _bytesMax = bytesMax;
            _queue = new DatagramQueue(queueLength, bytesMax);
            _clock = clock;
        }

        /// <inheritdoc/>
        public bool IsOpen => Current != null;

        /// <inheritdoc/>
        public string Problem { get; private set; }

        /// <inheritdoc/>
        public long Dropped
        {
            get
            {
                lock (_lock)
                {
                    return _dropped;
                }
            }
        }

        private Socket Current
        {
            get
            {
                lock (_lock)
                {
                    return _socket;
                }
            }
        }

        /// <inheritdoc/>
        public bool Open()
        {
            if (IsOpen)
            {
                return true;
            }

            Socket socket = null;
            try
            {
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
                socket.Bind(new IPEndPoint(IPAddress.Any, _localPort));
                Begin(socket);
                return true;
            }
            catch (Exception e)
            {
                Problem = "UDP port " + _localPort.ToString() + ": " + Describe(e);
                Forget(socket);
                Release(socket);
                return false;
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            GiveUp(Current);
            _queue.Clear();
        }

        /// <inheritdoc/>
        public byte[] Resolve(string host, int port)
        {
            try
            {
                IPAddress[] addresses = Dns.GetHostEntry(host).AddressList;
                for (int i = 0; i < addresses.Length; i++)
                {
                    if (addresses[i].AddressFamily == AddressFamily.InterNetwork)
                    {
                        return ToAddress(addresses[i], port);
                    }
                }

                Problem = "it has no IPv4 address";
            }
            catch (Exception e)
            {
                Problem = Describe(e);
            }

            return null;
        }

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length)
        {
            Socket socket = Current;
            try
            {
                if (socket != null && socket.SendTo(buffer, offset, length, SocketFlags.None, PeerOf(address)) == length)
                {
                    _sendFailures = 0;
                    return;
                }
            }
            catch (Exception e)
            {
                Problem = "sending failed: " + Describe(e);
                _sendFailures++;
                if (_sendFailures >= FailuresMax)
                {
                    GiveUp(socket);
                }
            }

            CountDropped();
        }

        /// <inheritdoc/>
        public void Broadcast(byte[] buffer, int offset, int length) => Send(_broadcastAddress, buffer, offset, length);

        /// <inheritdoc/>
        public bool TryReceive(Datagram into) => _queue.TryTake(into);

        private void Begin(Socket socket)
        {
            byte[] buffer = new byte[_bytesMax + 1];
            Thread thread = new Thread(() => Receive(socket, buffer));
            Problem = null;
            _sendFailures = 0;
            _queue.Clear();
            lock (_lock)
            {
                _socket = socket;
            }

            thread.Start();
        }

        // Runs on a thread of its own until the socket is closed, by whomever.
        private void Receive(Socket socket, byte[] buffer)
        {
            try
            {
                ReceiveWhileOpen(socket, buffer);
            }
            catch (Exception)
            {
                // There was no memory to say what failed. A socket that is closed is opened again; one without a thread would be deaf.
            }

            GiveUp(socket);
            _clock.Wake();
        }

        private void ReceiveWhileOpen(Socket socket, byte[] buffer)
        {
            int failures = 0;
            while (Current == socket && failures < FailuresMax)
            {
                try
                {
                    if (socket.Poll(PollMicroseconds, SelectMode.SelectRead))
                    {
                        ReceiveOne(socket, buffer);
                    }

                    failures = 0;
                }
                catch (Exception e)
                {
                    failures++;
                    NoteFailure(socket, e);
                }
            }
        }

        private void ReceiveOne(Socket socket, byte[] buffer)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            int length = socket.ReceiveFrom(buffer, 0, buffer.Length, SocketFlags.None, ref from);
            IPEndPoint peer = (IPEndPoint)from;
            if (length > 0 && Current == socket && _queue.TryAdd(peer.Address.GetAddressBytes(), peer.Port, buffer, length))
            {
                _clock.Wake();
                return;
            }

            CountDropped();
        }

        private void NoteFailure(Socket socket, Exception e)
        {
            if (Current == socket)
            {
                Problem = "receiving failed: " + Describe(e);
                CountDropped();
            }
        }

        private void GiveUp(Socket socket)
        {
            if (Forget(socket))
            {
                Release(socket);
            }
        }

        // False when it is not the one that is open.
        private bool Forget(Socket socket)
        {
            lock (_lock)
            {
                bool isOpen = _socket != null && _socket == socket;
                _socket = isOpen ? null : _socket;
                return isOpen;
            }
        }

        private void Release(Socket socket)
        {
            try
            {
                if (socket != null)
                {
                    socket.Close();
                }
            }
            catch (Exception e)
            {
                Problem = "closing the socket failed: " + Describe(e);
            }
        }

        private void CountDropped()
        {
            lock (_lock)
            {
                _dropped++;
            }
        }

        // Most datagrams go where the last one went.
        private IPEndPoint PeerOf(byte[] address)
        {
            if (_lastAddress == null || !IsSame(_lastAddress, address))
            {
                byte[] ip = new byte[4];
                Array.Copy(address, ip, 4);
                _lastPeer = new IPEndPoint(new IPAddress(ip), (address[4] << 8) | address[5]);
                _lastAddress = new byte[Datagram.AddressBytes];
                Array.Copy(address, _lastAddress, Datagram.AddressBytes);
            }

            return _lastPeer;
        }

        private static bool IsSame(byte[] a, byte[] b)
        {
            for (int i = 0; i < Datagram.AddressBytes; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static byte[] ToAddress(IPAddress ip, int port)
        {
            byte[] address = new byte[Datagram.AddressBytes];
            Array.Copy(ip.GetAddressBytes(), address, 4);
            address[4] = (byte)(port >> 8);
            address[5] = (byte)port;
            return address;
        }

        private static string Describe(Exception e)
        {
            SocketException socketException = e as SocketException;
            return ExceptionText.Describe(e) + (socketException == null ? "" : " (code " + socketException.ErrorCode.ToString() + ")");
        }
    }
}
