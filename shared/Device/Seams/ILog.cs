namespace SensorNet.Device
{
    /// <summary>The debug output, for the person at the serial port.</summary>
    public interface ILog
    {
        /// <summary>Writes one line. Never throws.</summary>
        void Write(string line);
    }
}
