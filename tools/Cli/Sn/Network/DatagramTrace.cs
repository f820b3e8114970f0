using System.Globalization;
using SensorNet.Cli.Sn.Views;

namespace SensorNet.Cli.Sn.Network;

/// <summary>Writes each datagram, in the direction that it went, as one line.</summary>
internal sealed class DatagramTrace(TextWriter output, TimeProvider time)
{
    private readonly MessagePrinter _printer = new();

    public void Sent(ReadOnlySpan<byte> datagram) => Write("->", datagram);

    public void Received(ReadOnlySpan<byte> datagram) => Write("<-", datagram);

    public void Note(string text) => output.WriteLine($"{Clock()} -- {text}");

    private void Write(string direction, ReadOnlySpan<byte> datagram) =>
        output.WriteLine($"{Clock()} {direction} {_printer.Format(datagram)}");

    private string Clock() => time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
