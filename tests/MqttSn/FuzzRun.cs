namespace SensorNet.MqttSn.Tests;

/// <summary>Feeds seeded datagrams to the decoder and checks what it says of each.</summary>
internal sealed class FuzzRun
{
    // The datagram lies between octets that are not its own and differ in the two buffers: what the decoder says must not depend on them.
    private const int Before = 16;
    private const int After = 16;

    private readonly int _seed;
    private readonly byte[] _buffer = new byte[Before + FuzzedDatagrams.LengthMax + After];
    private readonly byte[] _other = new byte[Before + FuzzedDatagrams.LengthMax + After];
    private readonly byte[] _written = new byte[FuzzedDatagrams.LengthMax];
    private readonly Message _message = new();
    private readonly Message _otherMessage = new();
    private readonly long[] _errors = new long[DecodeErrors.Count];
    private readonly long[] _types = new long[256];
    private long _reservedCodes;

    public FuzzRun(int seed)
    {
        _seed = seed;
    }

    public void Go(int count)
    {
        FuzzedDatagrams datagrams = new FuzzedDatagrams(_seed, _buffer, Before);
        Array.Fill(_other, (byte)0xFE);
        for (int i = 0; i < count; i++)
        {
            int length = datagrams.Next();
            try
            {
                Check(length);
            }
            catch (Exception e)
            {
                throw new AssertFailedException(
                    $"seed {_seed}, datagram {i}: {Convert.ToHexString(_buffer, Before, length)}: {e.GetType().Name}: {e.Message}", e);
            }
        }
    }

    /// <summary>The types that were never accepted and the refusals that never came.</summary>
    public IEnumerable<string> NeverMet()
    {
        IEnumerable<MessageType> types = Enumerable.Range(0, 256).Select(t => (MessageType)t).Where(t => !MessageTypes.IsReserved(t)
            && t != MessageType.Forwarder);
        return types.Where(t => _types[(int)t] == 0).Select(MessageTypes.Name)
            .Concat(Enumerable.Range(0, _errors.Length).Where(e => _errors[e] == 0).Select(e => ((DecodeError)e).ToString()));
    }

    public override string ToString() =>
        string.Join(", ", _errors.Select((n, e) => $"{(DecodeError)e} {n}")) + $"; accepted with a reserved return code {_reservedCodes}";

    private void Check(int length)
    {
        bool accepted = MessageDecoder.TryDecode(_buffer, Before, length, _message, out DecodeError error);
        if (accepted != (error == DecodeError.None))
        {
            Assert.Fail($"accepted {accepted}, error {error}");
        }

        Array.Copy(_buffer, Before, _other, Before, length);
        MessageDecoder.TryDecode(_other, Before, length, _otherMessage, out DecodeError otherError);
        _other.AsSpan(Before, length).Fill(0xFE);
        if (otherError != error || _otherMessage.Type != _message.Type)
        {
            Assert.Fail($"what lies around the datagram changes {error} to {otherError}");
        }

        _errors[(int)error]++;
        if (accepted)
        {
            CheckAccepted(length);
        }
    }

    private void CheckAccepted(int length)
    {
        _types[(int)_message.Type]++;
        CheckRange(_message.ClientIdOffset, _message.ClientIdLength, length);
        CheckRange(_message.TopicOffset, _message.TopicLength, length);
        CheckRange(_message.DataOffset, _message.DataLength, length);
        CheckRange(_message.Offset, _message.Length, length);

        // The encoder does not write reserved return codes.
        if (_message.ReturnCode > ReturnCode.NotSupported)
        {
            _reservedCodes++;
            return;
        }

        byte[] expected = Canonical.Of(_buffer.AsSpan(Before, length));
        int written = Reencoder.Write(_message, _written);
        if (!_written.AsSpan(0, written).SequenceEqual(expected))
        {
            Assert.Fail($"written again: {Convert.ToHexString(_written, 0, written)}, expected {Convert.ToHexString(expected)}");
        }
    }

    private static void CheckRange(int offset, int partLength, int length)
    {
        if (partLength < 0 || (partLength > 0 && (offset < Before || offset + partLength > Before + length)))
        {
            Assert.Fail($"a part lies at {offset}, {partLength} octets, outside the datagram");
        }
    }
}
