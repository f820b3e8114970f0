using SensorNet.Device;
using SensorNet.MqttSn;

namespace SensorNet.Boards
{
    /// <summary>Keeps the protection's counter on the flash, over restarts, deep sleeps and losses of power.</summary>
    public sealed class CounterFile : ICounterStore
    {
        private const string Path = "I:\\sensornet.counter";
        private const int Bytes = 4;
        private readonly SlotFile _file;
        private readonly ILog _log;

        /// <summary>Makes it; nothing is read yet.</summary>
        public CounterFile(IFileStore files, ILog log)
        {
            _file = new SlotFile(files, Path, Bytes);
            _log = log;
        }

        /// <inheritdoc/>
        public bool TryRead(out uint value)
        {
            byte[] octets = _file.Read();
            bool isThere = octets != null && octets.Length == Bytes;
            value = isThere ? ((uint)octets[0] << 24) | ((uint)octets[1] << 16) | ((uint)octets[2] << 8) | octets[3] : 0;

            // Of the two copies one is whole, whatever happens to a write: where there is nothing, there was no start before.
            bool isKnown = isThere || (octets == null && !_file.IsDamaged);
            if (!isKnown)
            {
                _log.Write("the protection's counter on the flash is damaged, so that nothing is sent: erase the flash and use a new key");
            }

            return isKnown;
        }

        /// <inheritdoc/>
        public bool TryWrite(uint value)
        {
            byte[] octets = { (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value };
            bool isWritten = _file.Write(octets);
            if (!isWritten)
            {
                _log.Write("the protection's counter cannot be kept, so that nothing is sent: " + _file.Problem);
            }

            return isWritten;
        }
    }
}
