namespace SensorNet.Device
{
    /// <summary>
    /// A UDP socket: what arrives is kept in a bounded queue, and the clock is woken. No method throws. All but <see cref="Resolve"/> return at
    /// once; an address is <see cref="Datagram.AddressBytes"/> octets.
    /// </summary>
    public interface IDatagramSocket
    {
        /// <summary>Whether it can send and receive. It closes by itself when the network fails it.</summary>
        bool IsOpen { get; }

        /// <summary>What went wrong last, in words, or null.</summary>
        string Problem { get; }

        /// <summary>
        /// Datagrams lost here since the board booted: those that came while the queue was full or were too long, and those that could not be sent.
        /// </summary>
        long Dropped { get; }

        /// <summary>Opens it with an empty queue, or finds it open. False when it cannot be opened.</summary>
        bool Open();

        /// <summary>Closes it, and forgets what has arrived.</summary>
        void Close();

        /// <summary>Finds the address of a host. Blocks: for a worker's thread. Null when there is none.</summary>
        /// <param name="host">A name or an IPv4 address.</param>
        /// <param name="port">The UDP port, 1 to 65,535.</param>
        byte[] Resolve(string host, int port);

        /// <summary>Sends a datagram. What cannot be sent is lost and counted, as any datagram can be.</summary>
        void Send(byte[] address, byte[] buffer, int offset, int length);

        /// <summary>Sends a datagram to all, at the broadcast address and port of the settings.</summary>
        void Broadcast(byte[] buffer, int offset, int length);

        /// <summary>Takes the oldest datagram. False when there is none.</summary>
        bool TryReceive(Datagram into);
    }
}
