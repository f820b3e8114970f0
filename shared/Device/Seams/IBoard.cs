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

        /// <summary>How often it restarted itself, as far as that is known.</summary>
        long Restarts { get; }

        /// <summary>How often in a row it restarted itself for the reason of this start; 0 where it did not.</summary>
        long RepeatedRestarts { get; }

        /// <summary>Restarts the board. Does not return on a board.</summary>
        /// <param name="reason">Why, in words.</param>
        void Reboot(string reason);
    }
}
