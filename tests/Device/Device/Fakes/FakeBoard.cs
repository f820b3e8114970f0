namespace SensorNet.Device.Tests
{
    /// <summary>A board that counts its restarts.</summary>
    public sealed class FakeBoard : IBoard
    {
        /// <summary>Free bytes of the managed heap.</summary>
        public long FreeMemoryBytes = 90000;

        /// <inheritdoc/>
        public string Name { get; set; } = "ESP32_REV3";

        /// <inheritdoc/>
        public byte[] MacAddress { get; set; } = new byte[] { 0x24, 0x0A, 0xC4, 0x00, 0x01, 0xFF };

        /// <inheritdoc/>
        public string ResetReason { get; set; }

        /// <inheritdoc/>
        public long Restarts { get; set; }

        /// <inheritdoc/>
        public long RepeatedRestarts { get; set; }

        /// <summary>Why it was restarted last.</summary>
        public string RebootReason { get; private set; }

        /// <summary>How often it was restarted.</summary>
        public int Reboots { get; private set; }

        /// <inheritdoc/>
        public long ReadFreeMemoryBytes() => FreeMemoryBytes;

        /// <inheritdoc/>
        public void Reboot(string reason)
        {
            Reboots++;
            RebootReason = reason;
        }
    }
}
