using System.IO.Ports;

namespace SensorNet.Cli.Hosting;

/// <summary>A serial port as nanoFramework's firmware for the ESP32 sets it: 921600 baud, 8 bits, no parity.</summary>
internal static class SerialLine
{
    private const int Baud = 921_600;
    private const int DataBits = 8;

    /// <exception cref="IOException">There is no such port.</exception>
    /// <exception cref="UnauthorizedAccessException">It is in use, or not for this user.</exception>
    public static Stream Open(string name)
    {
        // Both lines on: one of them alone would hold the chip in reset or in its boot loader.
        SerialPort port = new SerialPort(name, Baud, Parity.None, DataBits, StopBits.One) { DtrEnable = true, RtsEnable = true };
        try
        {
            port.Open();
            return port.BaseStream;
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }
}
