namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The packet ids in use, each with its owner's token and, where it is still to be sent or may have to be sent again (MQTT 3.1.1, 4.4), the packet
/// itself. Arrays that grow to the limit; nothing is allocated once they have.
/// </summary>
internal sealed class InFlightTable(int limit)
{
    private const int StartCount = 8;
    private const int ReusedBytesMax = 2048;

    private InFlightKind[] _kinds = [];
    private int[] _tokens = [];
    private long[] _sequences = [];
    private byte[][] _packets = [];
    private int[] _packetLengths = [];
    private bool[] _isOut = [];
    private int[] _free = [];
    private int _freeCount;
    private int _used;
    private long _sequence;

    public int Count => _used - _freeCount;

    /// <summary>The octets of the packets that are kept.</summary>
    public long KeptBytes { get; private set; }

    /// <summary>Takes a packet id.</summary>
    /// <returns>1 to the limit; 0 when all are in use.</returns>
    public int Add(InFlightKind kind, int token)
    {
        int slot;
        if (_freeCount > 0)
        {
            slot = _free[--_freeCount];
        }
        else if (_used < limit)
        {
            slot = _used++;
            Grow();
        }
        else
        {
            return 0;
        }

        _kinds[slot] = kind;
        _tokens[slot] = token;
        _sequences[slot] = _sequence++;
        return slot + 1;
    }

    /// <summary>Takes an id that was in use before the process began; <see cref="EndRestore"/> follows the last one.</summary>
    /// <returns>False where it is taken, or beyond the limit.</returns>
    public bool Restore(int packetId, InFlightKind kind, int token, long sequence)
    {
        if (packetId < 1 || packetId > limit || Kind(packetId) != InFlightKind.None)
        {
            return false;
        }

        while (_used < packetId)
        {
            _used++;
            Grow();
        }

        int slot = packetId - 1;
        _kinds[slot] = kind;
        _tokens[slot] = token;
        _sequences[slot] = sequence;
        _isOut[slot] = true;
        _sequence = Math.Max(_sequence, sequence + 1);
        return true;
    }

    /// <summary>The ids between those that were restored are free.</summary>
    public void EndRestore()
    {
        for (int slot = _used - 1; slot >= 0; slot--)
        {
            if (_kinds[slot] == InFlightKind.None)
            {
                _free[_freeCount++] = slot;
            }
        }
    }

    /// <summary>The place of an id in the order of all.</summary>
    public long Sequence(int packetId) => _sequences[packetId - 1];

    public int Token(int packetId) => _tokens[packetId - 1];

    /// <summary>Keeps a packet.</summary>
    /// <returns>Where it is to be written.</returns>
    public Span<byte> Keep(int packetId, int length)
    {
        if (_packets.Length < _kinds.Length)
        {
            Array.Resize(ref _packets, _kinds.Length);
            Array.Resize(ref _packetLengths, _kinds.Length);
        }

        int slot = packetId - 1;
        if (_packets[slot] is null || _packets[slot].Length < length)
        {
            _packets[slot] = GC.AllocateUninitializedArray<byte>(Math.Max(length, 128));
        }

        KeptBytes += length;
        _packetLengths[slot] = length;
        return _packets[slot].AsSpan(0, length);
    }

    /// <summary>The packet of an id need not be kept any more, if it was.</summary>
    public void LetGo(int packetId)
    {
        int slot = packetId - 1;
        if (slot >= _packets.Length)
        {
            return;
        }

        KeptBytes -= _packetLengths[slot];
        _packetLengths[slot] = 0;

        // Buffers of the usual size are used again. Long ones would add up: each place could come to have one.
        if (_packets[slot]?.Length > ReusedBytesMax)
        {
            _packets[slot] = [];
        }
    }

    /// <summary>The kind of an id, which can be any number from the broker.</summary>
    public InFlightKind Kind(int packetId) => packetId > 0 && packetId <= _used ? _kinds[packetId - 1] : InFlightKind.None;

    /// <summary>Whether it has been sent on the present connection, or on the last one.</summary>
    public bool IsOut(int packetId) => _isOut[packetId - 1];

    public void SetOut(int packetId, bool isOut) => _isOut[packetId - 1] = isOut;

    /// <summary>Whether one id was taken before the other.</summary>
    public bool IsBefore(int packetId, int other) => _sequences[packetId - 1] < _sequences[other - 1];

    /// <summary>What the next id that is taken is later than all of before by.</summary>
    public long NextSequence => _sequence;

    /// <summary>Whether one that was taken before this point is in use still. It goes through all places.</summary>
    public bool HasBefore(long sequence)
    {
        for (int slot = 0; slot < _used; slot++)
        {
            if (_kinds[slot] != InFlightKind.None && _sequences[slot] < sequence)
            {
                return true;
            }
        }

        return false;
    }

    public Span<byte> Packet(int packetId) => _packets[packetId - 1].AsSpan(0, _packetLengths[packetId - 1]);

    public void Released(int packetId)
    {
        _kinds[packetId - 1] = InFlightKind.Release;
        LetGo(packetId);
    }

    /// <summary>Frees an id.</summary>
    /// <returns>Its token.</returns>
    public int Remove(int packetId)
    {
        int slot = packetId - 1;
        _kinds[slot] = InFlightKind.None;
        _isOut[slot] = false;
        LetGo(packetId);
        _free[_freeCount++] = slot;
        return _tokens[slot];
    }

    /// <summary>The ids in use, in the order in which they were taken.</summary>
    public int[] InOrder()
    {
        int[] ids = Enumerable.Range(1, _used).Where(id => _kinds[id - 1] != InFlightKind.None).ToArray();
        Array.Sort(ids, (a, b) => _sequences[a - 1].CompareTo(_sequences[b - 1]));
        return ids;
    }

    private void Grow()
    {
        if (_used <= _kinds.Length)
        {
            return;
        }

        int size = Math.Min(limit, Math.Max(StartCount, _kinds.Length * 2));
        Array.Resize(ref _kinds, size);
        Array.Resize(ref _tokens, size);
        Array.Resize(ref _sequences, size);
        Array.Resize(ref _free, size);
        Array.Resize(ref _isOut, size);
    }
}
