using System.Collections;
using System.Text;
using SensorNet.Links;

namespace SensorNet.Device
{
    /// <summary>
    /// A strict reader of one JSON object (RFC 8259) with bounds on everything. It gives the outermost object's members; what is
    /// nested is checked and kept as text. No input makes it throw.
    /// </summary>
    public sealed class JsonReader
    {
        /// <summary>The longest text, in bytes.</summary>
        public const int LengthMax = 8192;

        /// <summary>How deep objects and arrays may be nested, the outermost object included.</summary>
        public const int DepthMax = 8;

        /// <summary>How many members the outermost object may have.</summary>
        public const int MembersMax = 64;

        private readonly byte[] _text;
        private readonly ArrayList _members = new ArrayList();
        private int _at;
        private int _depth;
        private string _error;

        private JsonReader(byte[] text)
        {
            _text = text;
        }

        /// <summary>Reads a JSON object.</summary>
        /// <param name="text">UTF-8, with or without a byte order mark.</param>
        /// <param name="members">The outermost object's members (<see cref="JsonMember"/>) in their order, duplicates included, up to the error if
        /// there is one.</param>
        /// <returns>Null, or what is wrong and where: <c>line 3, column 12: …</c>.</returns>
        public static string Read(byte[] text, out ArrayList members)
        {
            JsonReader reader = new JsonReader(text);
            members = reader._members;
            if (text.Length > LengthMax)
            {
                return "the text has " + text.Length.ToString() + " bytes, and at most " + LengthMax.ToString() + " are allowed";
            }

            int bad = Utf8.FirstInvalid(text, 0, text.Length);
            if (bad >= 0)
            {
                reader._at = bad;
                reader.Fail("this byte is not valid UTF-8");
            }
            else
            {
                reader.Document();
            }

            return reader._error;
        }

        private bool Document()
        {
            if (_text.Length >= 3 && _text[0] == 0xEF && _text[1] == 0xBB && _text[2] == 0xBF)
            {
                _at = 3;
            }

            SkipSpace();
            if (Peek() != '{')
            {
                return Fail(_at >= _text.Length ? "the text is empty: an object { ... } is expected" : "an object { ... } is expected");
            }

            if (!Object())
            {
                return false;
            }

            SkipSpace();
            return _at == _text.Length || Fail("nothing may follow the object");
        }

        private bool Object()
        {
            if (!Enter())
            {
                return false;
            }

            SkipSpace();
            if (Peek() == '}')
            {
                return Leave();
            }

            while (true)
            {
                SkipSpace();
                if (!Member())
                {
                    return false;
                }

                SkipSpace();
                if (Peek() == '}')
                {
                    return Leave();
                }

                if (Peek() != ',')
                {
                    return Fail("a comma or } is expected");
                }

                _at++;
            }
        }

        private bool Member()
        {
            int nameAt = _at;
            if (Peek() != '"')
            {
                return Fail("a name in double quotes is expected");
            }

            string name;
            if (!Text(out name))
            {
                return false;
            }

            SkipSpace();
            if (Peek() != ':')
            {
                return Fail("a colon is expected after the name");
            }

            _at++;
            SkipSpace();
            bool outermost = _depth == 1;
            JsonKind kind;
            string value;
            if (!Value(out kind, out value))
            {
                return false;
            }

            return !outermost || Keep(name, kind, value, nameAt);
        }

        private bool Keep(string name, JsonKind kind, string value, int nameAt)
        {
            JsonMember member = new JsonMember { Name = name, Kind = kind, Value = value };
            Position(nameAt, out member.Line, out member.Column);
            if (_members.Count == MembersMax)
            {
                _at = nameAt;
                return Fail("an object may have at most " + MembersMax.ToString() + " members");
            }

            _members.Add(member);
            return true;
        }

        private bool Array()
        {
            if (!Enter())
            {
                return false;
            }

            SkipSpace();
            if (Peek() == ']')
            {
                return Leave();
            }

            while (true)
            {
                SkipSpace();
                JsonKind kind;
                string value;
                if (!Value(out kind, out value))
                {
                    return false;
                }

                SkipSpace();
                if (Peek() == ']')
                {
                    return Leave();
                }

                if (Peek() != ',')
                {
                    return Fail("a comma or ] is expected");
                }

                _at++;
            }
        }

        private bool Value(out JsonKind kind, out string value)
        {
            int start = _at;
            value = null;
            bool read;
            switch (Peek())
            {
                case '"': kind = JsonKind.Text; return Text(out value);
                case '{': kind = JsonKind.Object; read = Object(); break;
                case '[': kind = JsonKind.Array; read = Array(); break;
                case 't': kind = JsonKind.Boolean; read = Literal("true"); break;
                case 'f': kind = JsonKind.Boolean; read = Literal("false"); break;
                case 'n': kind = JsonKind.Null; read = Literal("null"); break;
                default: read = Number(out kind); break;
            }

            if (read)
            {
                value = Encoding.UTF8.GetString(_text, start, _at - start);
            }

            return read;
        }

        private bool Literal(string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if (_at + i >= _text.Length || _text[_at + i] != word[i])
                {
                    return Fail("a value is expected: a string, a number, true, false or null");
                }
            }

            _at += word.Length;
            return true;
        }

        private bool Number(out JsonKind kind)
        {
            kind = JsonKind.Integer;
            int start = _at;
            if (Peek() == '-')
            {
                _at++;
            }

            int digitsAt = _at;
            if (!SkipDigits())
            {
                _at = start;
                return Fail("a value is expected: a string, a number, true, false or null");
            }

            if (_text[digitsAt] == '0' && _at - digitsAt > 1)
            {
                _at = start;
                return Fail("a number has no leading zero");
            }

            if (Peek() == '.')
            {
                kind = JsonKind.Fraction;
                _at++;
                if (!SkipDigits())
                {
                    return Fail("a digit is expected after the point");
                }
            }

            if (Peek() == 'e' || Peek() == 'E')
            {
                kind = JsonKind.Fraction;
                _at++;
                if (Peek() == '+' || Peek() == '-')
                {
                    _at++;
                }

                if (!SkipDigits())
                {
                    return Fail("a digit is expected in the exponent");
                }
            }

            return true;
        }

        private bool SkipDigits()
        {
            int start = _at;
            while (Peek() >= '0' && Peek() <= '9')
            {
                _at++;
            }

            return _at > start;
        }

        private bool Text(out string value)
        {
            value = null;
            byte[] unescaped = new byte[_text.Length - _at];
            int length = 0;
            _at++;
            while (true)
            {
                int c = Peek();
                if (c < 0)
                {
                    return Fail("the string does not end");
                }

                if (c < 0x20)
                {
                    return Fail("a control character in a string is written as \\u00XX");
                }

                if (c == '"')
                {
                    _at++;
                    value = length == 0 ? "" : Encoding.UTF8.GetString(unescaped, 0, length);
                    return true;
                }

                if (c == '\\')
                {
                    if (!Escape(unescaped, ref length))
                    {
                        return false;
                    }
                }
                else
                {
                    unescaped[length++] = (byte)c;
                    _at++;
                }
            }
        }

        private bool Escape(byte[] into, ref int length)
        {
            int escapeAt = _at;
            _at++;
            int c = Peek();
            _at++;
            switch (c)
            {
                case '"': into[length++] = (byte)'"'; return true;
                case '\\': into[length++] = (byte)'\\'; return true;
                case '/': into[length++] = (byte)'/'; return true;
                case 'b': into[length++] = 0x08; return true;
                case 'f': into[length++] = 0x0C; return true;
                case 'n': into[length++] = 0x0A; return true;
                case 'r': into[length++] = 0x0D; return true;
                case 't': into[length++] = 0x09; return true;
                case 'u': return UnicodeEscape(into, ref length, escapeAt);
                default:
                    _at = escapeAt;
                    return Fail("an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            }
        }

        private bool UnicodeEscape(byte[] into, ref int length, int escapeAt)
        {
            int code;
            if (!FourHexDigits(out code))
            {
                return false;
            }

            if (code >= 0xD800 && code < 0xDC00)
            {
                int low = 0;
                if (Peek() == '\\' && _at + 1 < _text.Length && _text[_at + 1] == 'u')
                {
                    _at += 2;
                    if (!FourHexDigits(out low))
                    {
                        return false;
                    }
                }

                code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : -1;
            }
            else if (code >= 0xDC00 && code < 0xE000)
            {
                code = -1;
            }

            if (code < 0)
            {
                _at = escapeAt;
                return Fail("half of a surrogate pair is no character");
            }

            if (code == 0)
            {
                // A string on the device ends at its first NUL: what stands behind it would escape every check.
                _at = escapeAt;
                return Fail("a NUL character is not allowed");
            }

            // An escape of 6 or 12 bytes makes at most 4, so the buffer, as long as the text, cannot be too small.
            length += Utf8.Put(code, into, length);
            return true;
        }

        private bool FourHexDigits(out int code)
        {
            code = 0;
            for (int i = 0; i < 4; i++)
            {
                int c = Peek();
                int digit = c >= '0' && c <= '9' ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : -1;
                if (digit < 0)
                {
                    return Fail("\\u is followed by four hexadecimal digits");
                }

                code = (code << 4) | digit;
                _at++;
            }

            return true;
        }

        private bool Enter()
        {
            if (_depth == DepthMax)
            {
                return Fail("values may be nested at most " + DepthMax.ToString() + " deep");
            }

            _depth++;
            _at++;
            return true;
        }

        private bool Leave()
        {
            _depth--;
            _at++;
            return true;
        }

        private int Peek() => _at < _text.Length ? _text[_at] : -1;

        private void SkipSpace()
        {
            while (Peek() == ' ' || Peek() == '\t' || Peek() == '\r' || Peek() == '\n')
            {
                _at++;
            }
        }

        private bool Fail(string rule)
        {
            int line;
            int column;
            Position(_at, out line, out column);
            _error = "line " + line.ToString() + ", column " + column.ToString() + ": " + rule;
            return false;
        }

        private void Position(int at, out int line, out int column)
        {
            line = 1;
            column = 1;
            for (int i = 0; i < at && i < _text.Length; i++)
            {
                column++;
                if (_text[i] == '\n')
                {
                    line++;
                    column = 1;
                }
            }
        }
    }
}
