using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The address of a gateway as text.</summary>
    public static class AddressText
    {
        /// <summary>An IPv4 address and port, such as <c>192.168.1.5:1884</c>; of another length, how long it is.</summary>
        public static string Of(byte[] address)
        {
            if (address == null || address.Length != Datagram.AddressBytes)
            {
                return address == null ? "no address" : "an address of " + address.Length.ToString() + " bytes";
            }

            int port = (address[4] << 8) | address[5];
            return address[0].ToString() + "." + address[1].ToString() + "." + address[2].ToString() + "." + address[3].ToString() + ":"
                + port.ToString();
        }
    }
}
