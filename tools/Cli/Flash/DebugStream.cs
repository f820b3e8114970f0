using System.Buffers.Binary;
using System.Text;

namespace SensorNet.Cli.Flash;

/// <summary>
/// Reads lines out of what a board sends over its serial port: text as it is, and text in messages of nanoFramework's wire protocol, which a
/// board uses once a debugger, such as nanoff, has spoken to it. Other messages are passed over.
/// </summary>
/// <param name="line">Called with each line.</param>
internal sealed class DebugStream(Action<string> line)
{
    // A header has marker (8), CRC of header and of data, command, sequence, sequence of the reply (2 + 2), flags and size, little-endian.
    private const int HeaderBytes = 32;
    private const int MarkerBytes = 8;
    private const int CommandAt = 16;
    private const int SizeAt = 28;
    private const uint MessageCommand = 1;

    /// <summary>The debugger itself takes no longer messages.</summary>
    private const int PayloadBytesMax = 2_048;

    private const int LineBytesMax = 1_000;

    private static readonly byte[] PacketMarker = Encoding.ASCII.GetBytes("NFPKTV1\0");
    private static readonly byte[] DebuggerMarker = Encoding.ASCII.GetBytes("NFDBGV1\0");

    private readonly byte[] _frame = new byte[HeaderBytes + PayloadBytesMax];
    private readonly List<byte> _text = [];
    private int _frameCount;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (byte each in bytes)
        {
            Take(each);
        }
    }

    private void Take(byte each)
    {
        _frame[_frameCount++] = each;
        while (_frameCount > 0 && !IsFrame())
        {
            // No marker: the first byte is text, and the rest may begin one.
            TakeText(_frame[0]);
            _frameCount--;
            _frame.AsSpan(1, _frameCount).CopyTo(_frame);
        }

        if (_frameCount >= HeaderBytes && _frameCount == HeaderBytes + Size())
        {
            EndFrame();
        }
    }

    private bool IsFrame()
    {
        ReadOnlySpan<byte> begin = _frame.AsSpan(0, Math.Min(_frameCount, MarkerBytes));
        bool isMarked = begin.SequenceEqual(PacketMarker.AsSpan(0, begin.Length)) || begin.SequenceEqual(DebuggerMarker.AsSpan(0, begin.Length));
        return isMarked && (_frameCount < HeaderBytes || Size() <= PayloadBytesMax);
    }

    private long Size() => BinaryPrimitives.ReadUInt32LittleEndian(_frame.AsSpan(SizeAt));

    private void EndFrame()
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(_frame.AsSpan(CommandAt)) == MessageCommand)
        {
            foreach (byte each in _frame.AsSpan(HeaderBytes, _frameCount - HeaderBytes))
            {
                TakeText(each);
            }
        }

        _frameCount = 0;
    }

    private void TakeText(byte each)
    {
        if (each != '\n')
        {
            _text.Add(each);
        }

        if (each == '\n' || _text.Count == LineBytesMax)
        {
            string text = Encoding.UTF8.GetString([.. _text]).TrimEnd('\r', ' ');
            _text.Clear();
            if (text.Length > 0)
            {
                line(text);
            }
        }
    }
}
