namespace SensorNet.Device
{
    /// <summary>One datagram and whom it is from. Made once and filled again and again.</summary>
    public sealed class Datagram
    {
        /// <summary>The octets of an address: four of IPv4 and two of the port, in network order.</summary>
        public const int AddressBytes = 6;

        /// <summary>Makes room for a datagram.</summary>
        /// <param name="bytesMax">The longest datagram that it holds, in octets, from 1 up.</param>
        public Datagram(int bytesMax)
        {
            Address = new byte[AddressBytes];
            Buffer = new byte[bytesMax];
        }

        /// <summary>The sender's address, <see cref="AddressBytes"/> octets.</summary>
        public byte[] Address { get; }

        /// <summary>Holds the octets.</summary>
        public byte[] Buffer { get; }

        /// <summary>How many octets of <see cref="Buffer"/> are the datagram's.</summary>
        public int Length { get; set; }
    }
}
