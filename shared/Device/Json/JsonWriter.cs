using System;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>
    /// Writes one flat JSON object as UTF-8 into a buffer that is used again and again. What it leaves is valid JSON or nothing: when
    /// a member does not fit, that member and all later ones are left out and <see cref="IsTruncated"/> says so.
    /// </summary>
    public sealed class JsonWriter
    {
        private readonly byte[] _buffer;
        private int _length;

        /// <summary>Makes a writer with a buffer of its own.</summary>
        /// <param name="capacityBytes">The largest object it writes, from 2 bytes up.</param>
        /// <exception cref="ArgumentOutOfRangeException">The capacity is below 2.</exception>
        public JsonWriter(int capacityBytes)
        {
            if (capacityBytes < 2)
            {
                throw new ArgumentOutOfRangeException(nameof(capacityBytes));
            }

            _buffer = new byte[capacityBytes];
        }

        /// <summary>Whether a member did not fit.</summary>
        public bool IsTruncated { get; private set; }

        /// <summary>Starts a new object.</summary>
        public void Begin()
        {
            _buffer[0] = (byte)'{';
            _length = 1;
            IsTruncated = false;
        }

        /// <summary>Writes a whole number.</summary>
        /// <param name="name">The member's name: ASCII without quotes, backslashes or control characters.</param>
        /// <param name="value">Any value.</param>
        public void Integer(string name, long value)
        {
            int start = _length;
            if (!Name(name) || !Digits(value, 0))
            {
                Undo(start);
            }
        }

        /// <summary>Writes a decimal fraction, exactly and without trailing zeros.</summary>
        /// <param name="name">The member's name: ASCII without quotes, backslashes or control characters.</param>
        /// <param name="value">The value times ten to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">How many of the value's digits are behind the point, 0 to 9.</param>
        public void Scaled(string name, long value, int decimals)
        {
            while (decimals > 0 && value % 10 == 0)
            {
                value /= 10;
                decimals--;
            }

            int start = _length;
            if (!Name(name) || !Digits(value, decimals))
            {
                Undo(start);
            }
        }

        /// <summary>Writes a string, escaped as RFC 8259 section 7 asks. Null is written as <c>null</c>.</summary>
        /// <param name="name">The member's name: ASCII without quotes, backslashes or control characters.</param>
        /// <param name="value">Any string.</param>
        public void Text(string name, string value)
        {
            int start = _length;
            bool fits = Name(name) && (value == null ? Ascii("null") : Quoted(value));
            if (!fits)
            {
                Undo(start);
            }
        }

        /// <summary>Writes a value that is JSON already: a number, true, false, null, or an object or array in ASCII or UTF-8.</summary>
        /// <param name="name">The member's name: ASCII without quotes, backslashes or control characters.</param>
        /// <param name="json">The value as it is to stand in the text.</param>
        public void Raw(string name, string json)
        {
            int start = _length;
            byte[] octets = Encoding.UTF8.GetBytes(json);
            if (!Name(name) || octets.Length > Free)
            {
                Undo(start);
                return;
            }

            Array.Copy(octets, 0, _buffer, _length, octets.Length);
            _length += octets.Length;
        }

        /// <summary>Ends the object.</summary>
        /// <returns>A new array of exactly its bytes: M2Mqtt keeps the payload it is given until it is sent.</returns>
        public byte[] End()
        {
            _buffer[_length++] = (byte)'}';
            byte[] payload = new byte[_length];
            Array.Copy(_buffer, payload, _length);
            return payload;
        }

        private bool Name(string name)
        {
            if (IsTruncated)
            {
                return false;
            }

            return (_length == 1 || Put((byte)',')) && Put((byte)'"') && Ascii(name) && Put((byte)'"') && Put((byte)':');
        }

        private bool Digits(long value, int decimals)
        {
            // The smallest long has no positive counterpart: work with the negative of the magnitude.
            long rest = value < 0 ? value : -value;
            int count = 1;
            for (long left = rest / 10; left != 0; left /= 10)
            {
                count++;
            }

            if (count <= decimals)
            {
                count = decimals + 1;
            }

            int total = count + (decimals > 0 ? 1 : 0) + (value < 0 ? 1 : 0);
            if (total > Free)
            {
                return false;
            }

            int at = _length + total;
            for (int i = 0; i < count; i++)
            {
                if (decimals > 0 && i == decimals)
                {
                    _buffer[--at] = (byte)'.';
                }

                _buffer[--at] = (byte)('0' - (int)(rest % 10));
                rest /= 10;
            }

            if (value < 0)
            {
                _buffer[--at] = (byte)'-';
            }

            _length += total;
            return true;
        }

        private bool Quoted(string value)
        {
            // Encoding also replaces what is no valid UTF-16, so that the result is valid UTF-8.
            byte[] utf8 = Encoding.UTF8.GetBytes(value);
            if (!Put((byte)'"'))
            {
                return false;
            }

            for (int i = 0; i < utf8.Length; i++)
            {
                if (!Escaped(utf8[i]))
                {
                    return false;
                }
            }

            return Put((byte)'"');
        }

        private bool Escaped(byte b)
        {
            if (b == '"' || b == '\\')
            {
                return Put((byte)'\\') && Put(b);
            }

            if (b >= 0x20)
            {
                return Put(b);
            }

            return Ascii("\\u00") && Put(HexDigit(b >> 4)) && Put(HexDigit(b & 0xF));
        }

        private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

        private bool Ascii(string text)
        {
            if (text.Length > Free)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                _buffer[_length++] = (byte)text[i];
            }

            return true;
        }

        private bool Put(byte b)
        {
            if (Free < 1)
            {
                return false;
            }

            _buffer[_length++] = b;
            return true;
        }

        // One byte is kept for the closing brace.
        private int Free => _buffer.Length - 1 - _length;

        private void Undo(int length)
        {
            _length = length;
            IsTruncated = true;
        }
    }
}
