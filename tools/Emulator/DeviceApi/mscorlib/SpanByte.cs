namespace System;

/// <summary>nanoFramework's window on a byte array.</summary>
public readonly struct SpanByte
{
    private readonly byte[]? _array;
    private readonly int _start;
    private readonly int _length;

    /// <summary>A window on all of <paramref name="array"/>.</summary>
    public SpanByte(byte[]? array)
    {
        _array = array;
        _start = 0;
        _length = array?.Length ?? 0;
    }

    /// <summary>A window on a part of <paramref name="array"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the array.</exception>
    public SpanByte(byte[]? array, int start, int length)
    {
        int arrayLength = array?.Length ?? 0;
        if (start < 0 || length < 0 || start > arrayLength || length > arrayLength - start)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{start} and {length} are no part of {arrayLength} bytes.");
        }

        _array = array;
        _start = start;
        _length = length;
    }

    /// <summary>A window on nothing.</summary>
    public static SpanByte Empty => default;

    /// <summary>Number of bytes.</summary>
    public int Length => _length;

    /// <summary>True when there are no bytes.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>One byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such byte.</exception>
    public byte this[int index]
    {
        get => _array![Position(index)];
        set => _array![Position(index)] = value;
    }

    /// <summary>A window on all of <paramref name="array"/>.</summary>
    public static implicit operator SpanByte(byte[]? array) => new(array);

    /// <summary>Copies the bytes to the beginning of <paramref name="destination"/>.</summary>
    public void CopyTo(SpanByte destination) => AsSpan().CopyTo(destination.AsSpan());

    /// <summary>The window from <paramref name="start"/> on.</summary>
    public SpanByte Slice(int start) => Slice(start, _length - start);

    /// <summary>A part of the window.</summary>
    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > _length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"{start} and {length} are no part of {_length} bytes.");
        }

        return new SpanByte(_array, _start + start, length);
    }

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    internal Span<byte> AsSpan() => new(_array, _start, _length);

    private int Position(int index) => (uint)index < (uint)_length
        ? _start + index
        : throw new ArgumentOutOfRangeException(nameof(index), $"There is no byte {index} in {_length} bytes.");
}
