using SensorNet.Cli.Sn.Views;
using SensorNet.Cli.Views;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Sn.Network;

/// <summary>Writes each datagram, in the direction that it went, as one line.</summary>
internal sealed class DatagramTrace(TextWriter output, TimeProvider time)
{
    private readonly MessagePrinter _printer = new();
    private readonly DateOnly _firstDay = ClockText.DayOf(time.GetUtcNow(), time.LocalTimeZone);

    public void Sent(ReadOnlySpan<byte> datagram) => Write("->", datagram);

    public void Received(ReadOnlySpan<byte> datagram) => Write("<-", datagram);

    public void Note(string text) => output.WriteLine($"{Clock()} -- {text}");

    private void Write(string direction, ReadOnlySpan<byte> datagram) =>
        output.WriteLine($"{Clock()} {direction} {_printer.Format(datagram)}");

    /// <summary>Local; a line of a later day than the first begins with its date.</summary>
    private string Clock() => ClockText.Format(time.GetUtcNow(), time.LocalTimeZone, _firstDay, ClockText.MillisecondsFormat);
}
