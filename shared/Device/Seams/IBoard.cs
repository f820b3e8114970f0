namespace SensorNet.Device
{
    /// <summary>What a board says of itself, and its power.</summary>
    public interface IBoard
    {
        /// <summary>The board's target name, such as <c>ESP32_REV3</c>.</summary>
        string Name { get; }

        /// <summary>The six bytes of the station's MAC address, or null where the board does not give one.</summary>
        byte[] MacAddress { get; }

        /// <summary>Why the board started, in words, or null where that is not known.</summary>
        string ResetReason { get; }

        /// <summary>Free bytes of the managed heap, or −1 where that is not known. May run the garbage collector.</summary>
        long ReadFreeMemoryBytes();

        /// <summary>Restarts the board. Does not return on a board.</summary>
        void Reboot();
    }
}
