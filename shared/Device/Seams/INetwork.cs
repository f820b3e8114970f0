namespace SensorNet.Device
{
    /// <summary>The way to the broker: Wi-Fi on a board.</summary>
    public interface INetwork
    {
        /// <summary>The board's IPv4 address as of the last <see cref="Connect"/>, or null while none is known.</summary>
        string Address { get; }

        /// <summary>Why the last <see cref="Connect"/> failed, in words. Null when it did not.</summary>
        string Problem { get; }

        /// <summary>
        /// Brings the network up, or finds it up. Blocks for at most about <paramref name="timeoutMs"/>; called from a worker's
        /// thread, never from the loop's. False when there is no address by then.
        /// </summary>
        bool Connect(int timeoutMs);

        /// <summary>The signal strength in dBm (−127 to −1), or 0 where it is not known.</summary>
        int ReadRssiDbm();
    }
}
