namespace SensorNet.MqttSn.Tests;

/// <summary>Datagrams that are messages, almost messages, and anything: seeded, written into one buffer.</summary>
internal sealed class FuzzedDatagrams
{
    public const int LengthMax = 9000;

    private const int CorpusRounds = 20;
    private const int MutationsMax = 4;
    private static readonly byte[] Tempting = [0, 1, 2, 3, 4, 7, 0x20, 0x23, 0x2B, 0x2F, 0x60, 0x7F, 0x80, 0xC2, 0xED, 0xF4, 0xFE, 0xFF];

    private readonly Random _random;
    private readonly byte[][] _corpus;
    private readonly byte[] _buffer;
    private readonly int _start;

    /// <param name="seed">Gives the same datagrams again.</param>
    /// <param name="buffer">Gets each datagram.</param>
    /// <param name="start">Where it gets it; there must be room for <see cref="LengthMax"/> octets.</param>
    public FuzzedDatagrams(int seed, byte[] buffer, int start)
    {
        _random = new Random(seed);
        _buffer = buffer;
        _start = start;
        SampleMessages samples = new SampleMessages(seed);
        _corpus = [.. Enumerable.Range(0, samples.Kinds * CorpusRounds).Select(_ => samples.Next().Datagram).Where(d => d.Length < 1000)];
    }

    /// <summary>Writes the next datagram and returns its length.</summary>
    public int Next() => _random.Next(8) switch
    {
        0 => Noise(),
        1 or 2 => MessageOfNoise(0),
        3 => ForwardedNoise(),
        4 => Sample(0),
        _ => Mutated(),
    };

    private int Noise()
    {
        int length = _random.Next(40);
        _random.NextBytes(_buffer.AsSpan(_start, length));
        return length;
    }

    // Length and type are right; the rest is noise from an alphabet in which errors are likely.
    private int MessageOfNoise(int at)
    {
        bool longForm = _random.Next(8) == 0;
        int header = longForm ? 4 : 2;
        int length = header + (_random.Next(16) == 0 && longForm ? _random.Next(300) : _random.Next(14));
        Span<byte> message = _buffer.AsSpan(_start + at, length);
        for (int i = header; i < length; i++)
        {
            message[i] = _random.Next(4) switch
            {
                0 => (byte)_random.Next(256),
                1 => Tempting[_random.Next(Tempting.Length)],
                _ => (byte)_random.Next('a', 'z'),
            };
        }

        SetLength(message, longForm, length);
        message[header - 1] = (byte)_random.Next(0x1F);
        return at + length;
    }

    private int ForwardedNoise()
    {
        int at = 0;
        for (int count = _random.Next(1, Limits.ForwarderDepthMax + 3); count > 0; count--)
        {
            int length = 3 + _random.Next(6);
            Span<byte> header = _buffer.AsSpan(_start + at, length);
            _random.NextBytes(header);
            header[0] = (byte)length;
            header[1] = (byte)MessageType.Forwarder;
            at += length;
        }

        return MessageOfNoise(at);
    }

    private int Sample(int at)
    {
        byte[] sample = _corpus[_random.Next(_corpus.Length)];
        sample.CopyTo(_buffer, _start + at);
        return at + sample.Length;
    }

    private int Mutated()
    {
        int length = Sample(0);
        for (int count = _random.Next(1, MutationsMax + 1); count > 0; count--)
        {
            length = Mutate(length);
        }

        if (length >= 2 && _random.Next(2) == 0)
        {
            FixLength(length);
        }

        return length;
    }

    private int Mutate(int length)
    {
        int at = _start + _random.Next(Math.Max(length, 1));
        switch (_random.Next(8))
        {
            case 0:
                _buffer[at] ^= (byte)(1 << _random.Next(8));
                return length;
            case 1:
                _buffer[at] = (byte)_random.Next(256);
                return length;
            case 2:
                _buffer[at] = Tempting[_random.Next(Tempting.Length)];
                return length;
            case 3:
                return _random.Next(length + 1);
            case 4:
                _buffer[_start + length] = (byte)_random.Next(256);
                return length + 1;
            case 5 when length > 0:
                Array.Copy(_buffer, at + 1, _buffer, at, _start + length - at - 1);
                return length - 1;
            case 6:
                Array.Copy(_buffer, at, _buffer, at + 1, _start + length - at);
                return length + 1;
            case 7 when length < 2000:
                return Sample(length);
            default:
                return length;
        }
    }

    // The length field that a message of this length has, whatever has become of the rest.
    private void FixLength(int length)
    {
        Span<byte> message = _buffer.AsSpan(_start, length);
        bool longForm = length >= 4 && (message[0] == 1 || length > Limits.ShortLengthMax);
        SetLength(message, longForm, length);
    }

    private static void SetLength(Span<byte> message, bool longForm, int length)
    {
        if (!longForm)
        {
            message[0] = (byte)length;
            return;
        }

        message[0] = 1;
        message[1] = (byte)(length >> 8);
        message[2] = (byte)length;
    }
}
