using System.IO.Ports;

namespace SensorNet.Cli.Hosting;

/// <summary>A serial port as nanoFramework's firmware for the ESP32 sets it: 921600 baud, 8 bits, no parity.</summary>
internal static class SerialLine
{
    private const int Baud = 921_600;
    private const int DataBits = 8;

    /// <summary>How long the reset line is held, as Espressif's own tools do.</summary>
    private static readonly TimeSpan ResetHold = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens a port, and restarts the board behind it, so that what it says is heard from the beginning.</summary>
    /// <exception cref="IOException">There is no such port.</exception>
    /// <exception cref="UnauthorizedAccessException">It is in use, or not for this user.</exception>
    public static Stream Open(string name)
    {
        SerialPort port = new SerialPort(name, Baud, Parity.None, DataBits, StopBits.One);
        try
        {
            port.Open();
            Restart(port);
            return port.BaseStream;
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    private static void Restart(SerialPort port)
    {
        try
        {
            // On the usual boards RTS alone is the chip's reset, and DTR alone its boot loader.
            port.DtrEnable = false;
            port.RtsEnable = true;
            Thread.Sleep(ResetHold);
            port.RtsEnable = false;
        }
        catch (IOException)
        {
            // A port without these lines, such as a virtual one: what the board says from now on is heard.
        }
    }
}
