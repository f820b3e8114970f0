namespace SensorNet.Emulator.Tests.Support;

/// <summary>A chip whose transfers a test counts, loses and alters on their way.</summary>
internal sealed class TappedChip(II2cChip inner) : II2cChip
{
    private byte _pointer;
    private bool _isLost;

    /// <summary>How many transfers there were.</summary>
    public int Transfers { get; private set; }

    /// <summary>Whether the transfer with this number, from 0, is lost. None is at first.</summary>
    public Predicate<int> Loses { get; set; } = _ => false;

    /// <summary>How a transfer is lost.</summary>
    public TransferLoss Loss { get; set; }

    /// <summary>What a register that has a value reads as.</summary>
    public Func<byte, byte, byte> Alters { get; set; } = (_, value) => value;

    public bool AcknowledgesAddress(TimeSpan now)
    {
        _isLost = Loses(Transfers++);
        return inner.AcknowledgesAddress(now) && !(_isLost && Loss == TransferLoss.Address);
    }

    public bool Write(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        if (_isLost)
        {
            return false;
        }

        _pointer = bytes.Length % 2 == 1 ? bytes[^1] : bytes[^2];
        return inner.Write(bytes, now);
    }

    public bool Read(Span<byte> buffer, TimeSpan now)
    {
        if (_isLost || !inner.Read(buffer, now))
        {
            return false;
        }

        foreach (ref byte value in buffer)
        {
            value = Alters(_pointer++, value);
        }

        return true;
    }
}
