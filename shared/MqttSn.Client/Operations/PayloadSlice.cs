using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The octets of a payload in the caller's array; null only if there are none.</summary>
    internal struct PayloadSlice
    {
        internal readonly byte[] Buffer;
        internal readonly int Offset;
        internal readonly int Length;

        internal PayloadSlice(byte[] buffer, int offset, int length)
        {
            Buffer = buffer;
            Offset = offset;
            Length = length;
        }

        internal void Check(int lengthMax)
        {
            if (Buffer == null && Length != 0)
            {
                throw new ArgumentNullException("payload");
            }

            if (Length < 0 || Length > lengthMax)
            {
                throw new ArgumentException("the payload has 0 to PayloadBytesMax octets", "length");
            }

            if (Length != 0 && (Offset < 0 || Offset > Buffer.Length - Length))
            {
                throw new ArgumentOutOfRangeException("offset", "offset and length must lie in the array");
            }
        }

        internal void CopyTo(byte[] target)
        {
            if (Length != 0)
            {
                Array.Copy(Buffer, Offset, target, 0, Length);
            }
        }
    }
}
