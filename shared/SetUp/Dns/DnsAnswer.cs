using System;

namespace SensorNet.SetUp
{
    /// <summary>
    /// Answers to DNS queries (RFC 1035) that lead every name to one address, so that a phone that joins finds the page. It does no I/O.
    /// </summary>
    public static class DnsAnswer
    {
        /// <summary>The longest query and answer over UDP in octets (RFC 1035, 2.3.4).</summary>
        public const int BytesMax = 512;

        /// <summary>How long an answer may be kept, in s: short, for it is wrong once the phone has left.</summary>
        public const int TimeToLiveSeconds = 10;

        private const int HeaderBytes = 12;
        private const int NameBytesMax = 255;
        private const int LabelBytesMax = 63;
        private const int TypeA = 1;
        private const int TypeAny = 255;
        private const int ClassInternet = 1;
        private const int AddressBytes = 4;
        private const int RecordBytes = 16;

        /// <summary>Writes the answer to a query: the address for a query of type A, and no record for one of another type.</summary>
        /// <param name="query">The query.</param>
        /// <param name="length">How many octets of it there are.</param>
        /// <param name="address">The address, four octets.</param>
        /// <param name="answer">Takes the answer, <see cref="BytesMax"/> octets.</param>
        /// <returns>The answer's octets; 0 where it is no query that can be answered, and nothing is to be sent.</returns>
        public static int Write(byte[] query, int length, byte[] address, byte[] answer)
        {
            int end = length < HeaderBytes || length > BytesMax || !IsQuery(query) ? 0 : QuestionEnd(query, length);
            if (end == 0)
            {
                return 0;
            }

            int type = Number(query, end - 4);
            bool hasRecord = type == TypeA || type == TypeAny;
            if (Number(query, end - 2) != ClassInternet || (hasRecord && end + RecordBytes > BytesMax))
            {
                return 0;
            }

            // RFC 1035, 4.1.1: id and RD are the query's; a response, authoritative, without an error.
            Array.Clear(answer, 0, HeaderBytes);
            answer[0] = query[0];
            answer[1] = query[1];
            answer[2] = (byte)(0x84 | (query[2] & 0x01));
            answer[5] = 1;
            answer[7] = (byte)(hasRecord ? 1 : 0);
            Array.Copy(query, HeaderBytes, answer, HeaderBytes, end - HeaderBytes);
            return hasRecord ? WriteRecord(answer, end, address) : end;
        }

        // RFC 1035, 4.1.1: QR 0, OPCODE 0, TC 0, one question and no records; what EDNS adds (ARCOUNT) is not looked at.
        private static bool IsQuery(byte[] query) =>
            (query[2] & 0xFA) == 0 && Number(query, 4) == 1 && Number(query, 6) == 0 && Number(query, 8) == 0;

        // RFC 1035, 4.1.2: labels, an empty one at the end, type and class. 0 where it does not fit. A pointer (4.1.4) has nothing to point to.
        private static int QuestionEnd(byte[] query, int length)
        {
            int at = HeaderBytes;
            while (at < length && query[at] != 0)
            {
                if (query[at] > LabelBytesMax || at + 1 + query[at] - HeaderBytes >= NameBytesMax)
                {
                    return 0;
                }

                at += 1 + query[at];
            }

            return at + 5 > length ? 0 : at + 5;
        }

        // RFC 1035, 4.1.3 and 4.1.4: the name is that of the question.
        private static int WriteRecord(byte[] answer, int at, byte[] address)
        {
            Array.Clear(answer, at, RecordBytes);
            answer[at] = 0xC0;
            answer[at + 1] = HeaderBytes;
            answer[at + 3] = TypeA;
            answer[at + 5] = ClassInternet;
            answer[at + 9] = TimeToLiveSeconds;
            answer[at + 11] = AddressBytes;
            Array.Copy(address, 0, answer, at + 12, AddressBytes);
            return at + RecordBytes;
        }

        private static int Number(byte[] octets, int at) => (octets[at] << 8) | octets[at + 1];
    }
}
