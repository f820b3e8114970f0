using System;

namespace SensorNet.Broker
{
    /// <summary>
    /// Takes what a server answers to <see cref="ClientHello"/>: its certificates, whether it asks for one of the client, or an alert. Bounded by
    /// <see cref="OctetsMax"/>; what is longer counts as all that there is to learn.
    /// </summary>
    public sealed class ServerFlight
    {
        /// <summary>The most that is kept, in octets: chains of public certification authorities have 3,000 to 6,000.</summary>
        public const int OctetsMax = 8192;

        /// <summary>The value of <see cref="Alert"/> without an alert.</summary>
        public const int NoAlert = -1;

        private const int RecordHeaderBytes = 5;
        private const int AlertRecord = 21;
        private const int HandshakeRecord = 22;
        private const int CertificateMessage = 11;
        private const int CertificateRequestMessage = 13;
        private const int ServerHelloDoneMessage = 14;
        private const int MessageHeaderBytes = 4;

        private readonly byte[] _header = new byte[RecordHeaderBytes];
        private readonly byte[] _messages = new byte[OctetsMax];
        private int _headerLength;
        private int _recordLeft;
        private int _length;
        private int _read;
        private int _alertOctets;

        /// <summary>Whether no more is to be learnt.</summary>
        public bool IsComplete { get; private set; }

        /// <summary>Whether what came is not TLS.</summary>
        public bool IsForeign { get; private set; }

        /// <summary>The alert's number (RFC 5246, 7.2), or <see cref="NoAlert"/>.</summary>
        public int Alert { get; private set; } = NoAlert;

        /// <summary>The server's own certificate in DER, or null.</summary>
        public byte[] Certificate { get; private set; }

        /// <summary>The last certificate of the server's chain in DER: the own one where there is no other. Null without any.</summary>
        public byte[] LastCertificate { get; private set; }

        /// <summary>Whether the server asks for a certificate of the client.</summary>
        public bool AsksForCertificate { get; private set; }

        /// <summary>Takes octets in the order in which they came.</summary>
        public void Add(byte[] octets, int count)
        {
            int i = 0;
            while (i < count && !IsComplete)
            {
                if (_recordLeft > 0)
                {
                    i += TakeContent(octets, i, count - i);
                }
                else
                {
                    TakeHeader(octets[i++]);
                }
            }
        }

        // RFC 5246, 6.2.1: type, version, length.
        private void TakeHeader(byte octet)
        {
            _header[_headerLength++] = octet;
            bool isKnown = _header[0] == HandshakeRecord || _header[0] == AlertRecord;
            if (!isKnown || (_headerLength > 1 && _header[1] != 3))
            {
                IsForeign = true;
                IsComplete = true;
                return;
            }

            if (_headerLength == RecordHeaderBytes)
            {
                _headerLength = 0;
                _recordLeft = (_header[3] << 8) | _header[4];
            }
        }

        private int TakeContent(byte[] octets, int offset, int count)
        {
            int taken = count < _recordLeft ? count : _recordLeft;
            _recordLeft -= taken;
            if (_header[0] == AlertRecord)
            {
                TakeAlert(octets, offset, taken);
                return taken;
            }

            if (_length + taken > OctetsMax)
            {
                IsComplete = true;
                return taken;
            }

            Array.Copy(octets, offset, _messages, _length, taken);
            _length += taken;
            ReadMessages();
            return taken;
        }

        // RFC 5246, 7.2: level and description.
        private void TakeAlert(byte[] octets, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_alertOctets++ == 1)
                {
                    Alert = octets[offset + i];
                    IsComplete = true;
                }
            }
        }

        // RFC 5246, 7.4: type and length of three octets.
        private void ReadMessages()
        {
            while (_length - _read >= MessageHeaderBytes && !IsComplete)
            {
                int length = Number24(_read + 1);
                int start = _read + MessageHeaderBytes;
                if (start + length > OctetsMax)
                {
                    IsComplete = true;
                    return;
                }

                if (start + length > _length)
                {
                    return;
                }

                switch (_messages[_read])
                {
                    case CertificateMessage: ReadCertificates(start, start + length); break;
                    case CertificateRequestMessage: AsksForCertificate = true; break;
                    case ServerHelloDoneMessage: IsComplete = true; break;
                }

                _read = start + length;
            }
        }

        // RFC 5246, 7.4.2: a vector of certificates, the server's own first.
        private void ReadCertificates(int start, int end)
        {
            int at = start + 3;
            while (at + 3 <= end)
            {
                int length = Number24(at);
                at += 3;
                if (length == 0 || at + length > end)
                {
                    return;
                }

                LastCertificate = new byte[length];
                Array.Copy(_messages, at, LastCertificate, 0, length);
                Certificate = Certificate ?? LastCertificate;
                at += length;
            }
        }

        private int Number24(int at) => (_messages[at] << 16) | (_messages[at + 1] << 8) | _messages[at + 2];
    }
}
