using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Broker;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>
    /// Shows a port the first message of TLS over a socket of its own, and looks at what comes. Unlike the handshake of the native code it has a time
    /// limit, and leaves the other threads of the board running.
    /// </summary>
    public sealed class TlsProbe
    {
        private const int ReceiveBytes = 1024;
        private const int MicrosecondsPerMs = 1000;
        private const int PollMs = 100;

        private readonly Random _random;
        private readonly IClock _clock;

        /// <summary>Makes a probe.</summary>
        /// <param name="random">For the random octets of the message, which protect nothing here.</param>
        /// <param name="clock">Measures the time limit.</param>
        public TlsProbe(Random random, IClock clock)
        {
            _random = random;
            _clock = clock;
        }

        /// <summary>Connects, sends and listens. Never throws.</summary>
        public ProbeResult Run(string host, int port, int timeoutMs)
        {
            ProbeResult result = new ProbeResult();
            Socket socket = null;
            try
            {
                IPEndPoint peer = new IPEndPoint(AddressOf(host), port);
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(peer);
                Ask(socket, host, timeoutMs, result);
            }
            catch (Exception e)
            {
                // Before the message there was no connection; after it the peer broke it off.
                bool isBroken = result.Outcome == ProbeOutcome.Silent;
                result.Outcome = isBroken ? ProbeOutcome.Closed : ProbeOutcome.Unreachable;
                result.Problem = isBroken ? null : Words(e);
            }

            Close(socket);
            return result;
        }

        private void Ask(Socket socket, string host, int timeoutMs, ProbeResult result)
        {
            byte[] random = new byte[ClientHello.RandomBytes];
            _random.NextBytes(random);
            socket.Send(ClientHello.Write(host, random));
            result.Outcome = ProbeOutcome.Silent;
            ServerFlight flight = new ServerFlight();
            bool hasEnded = Receive(socket, flight, timeoutMs);
            result.Alert = flight.Alert;
            result.AsksForCertificate = flight.AsksForCertificate;
            if (flight.IsForeign)
            {
                result.Outcome = ProbeOutcome.NotTls;
            }
            else if (flight.Alert != ServerFlight.NoAlert)
            {
                result.Outcome = ProbeOutcome.Alert;
            }
            else if (flight.Certificate != null)
            {
                result.Outcome = ProbeOutcome.Answered;
                Describe(flight, host, result);
            }
            else if (flight.IsComplete)
            {
                result.Outcome = ProbeOutcome.Answered;
            }
            else if (hasEnded)
            {
                result.Outcome = ProbeOutcome.Closed;
            }
        }

        // True when the peer closed the connection.
        private bool Receive(Socket socket, ServerFlight flight, int timeoutMs)
        {
            long endMs = _clock.UptimeMs + timeoutMs;
            byte[] buffer = new byte[ReceiveBytes];
            while (!flight.IsComplete && _clock.UptimeMs < endMs)
            {
                if (!socket.Poll(PollMs * MicrosecondsPerMs, SelectMode.SelectRead))
                {
                    continue;
                }

                int count = socket.Receive(buffer, 0, buffer.Length, SocketFlags.None);
                if (count <= 0)
                {
                    return true;
                }

                flight.Add(buffer, count);
            }

            return false;
        }

        private static void Describe(ServerFlight flight, string host, ProbeResult result)
        {
            result.ServerNames = CertificateNames.List(flight.Certificate);
            result.IsForOtherHost = CertificateNames.HasNames(flight.Certificate) && !CertificateNames.Fits(flight.Certificate, host);
            try
            {
                result.Server = Certificates.Facts(new X509Certificate(flight.Certificate));
                result.ChainIssuer = new X509Certificate(flight.LastCertificate).Issuer;
            }
            catch (Exception)
            {
                // What cannot be parsed is refused by the handshake, too, which then says so without facts.
                result.Server = null;
            }
        }

        private static IPAddress AddressOf(string host)
        {
            IPAddress[] addresses = Dns.GetHostEntry(host).AddressList;
            for (int i = 0; i < addresses.Length; i++)
            {
                if (addresses[i] != null && addresses[i].AddressFamily == AddressFamily.InterNetwork)
                {
                    return addresses[i];
                }
            }

            throw new InvalidOperationException(host + " has no IPv4 address");
        }

        private static string Words(Exception e)
        {
            SocketException ofSocket = e as SocketException;
            return ofSocket == null ? ExceptionText.Words(e) : "no connection (code " + ofSocket.ErrorCode.ToString() + ")";
        }

        private static void Close(Socket socket)
        {
            try
            {
                if (socket != null)
                {
                    socket.Close();
                }
            }
            catch (Exception)
            {
                // It is not used any more, and what it was asked for is known.
                return;
            }
        }
    }
}
