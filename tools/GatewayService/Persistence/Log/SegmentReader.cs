using System.Buffers.Binary;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>
/// Reads the records of a segment, turn by turn. A turn that is not whole does not count: the process ended while it was written. After a record
/// that is not right the next ones are tried, as its length leads to them; what cannot be read is said.
/// </summary>
internal sealed class SegmentReader(string name, LogSegment segment, Action<LogRecord> found, Action<LogDamage> damaged)
{
    private readonly List<LogRecord> _turn = [];
    private bool _inTurn;

    public void Read()
    {
        byte[] octets = new byte[segment.Bytes];
        int end = segment.File.Read(octets, 0);
        int at = LogFormat.HeaderBytes;
        int turnAt = at;
        while (at + LogFormat.RecordHeaderBytes <= end && BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(at)) is var length and not 0)
        {
            int whole = LogFormat.RecordHeaderBytes + length;
            if (length < LogFormat.BodyBytesMin || whole > end - at)
            {
                damaged(new LogDamage(name, at, end - at, "a record's length is wrong"));
                at = end;
                break;
            }

            if (!LogFormat.IsSealed(octets.AsSpan(at, whole), segment.Number))
            {
                damaged(new LogDamage(name, at, whole, "a record's checksum is wrong"));
                Abandon();
            }
            else
            {
                turnAt = _inTurn ? turnAt : at;
                Take(octets.AsSpan(at + LogFormat.RecordHeaderBytes, length), new LogLocation(segment.Position + at - LogFormat.HeaderBytes, whole));
            }

            at += whole;
        }

        segment.Used = at - LogFormat.HeaderBytes;
        if (_inTurn)
        {
            damaged(new LogDamage(name, turnAt, at - turnAt, "a turn's records are not whole"));
        }
    }

    private void Take(ReadOnlySpan<byte> body, in LogLocation location)
    {
        if ((body[0] & LogFormat.BeginFlag) != 0)
        {
            Abandon();
            _inTurn = true;
        }

        if (!_inTurn)
        {
            return;
        }

        _turn.Add(new LogRecord((body[0] & LogFormat.OperationMask) == LogFormat.Put, LogFormat.ReadKey(body), location));
        if ((body[0] & LogFormat.EndFlag) == 0)
        {
            return;
        }

        foreach (LogRecord record in _turn)
        {
            found(record);
        }

        Abandon();
    }

    private void Abandon()
    {
        _turn.Clear();
        _inTurn = false;
    }
}
