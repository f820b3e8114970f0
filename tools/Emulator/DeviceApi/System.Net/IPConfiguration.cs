namespace nanoFramework.Networking;

/// <summary>A static IPv4 configuration.</summary>
public class IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[]? ipv4DnsAddresses = null)
{
    /// <summary>The board's address.</summary>
    public string IPAddress { get; set; } = ipv4Address;

    /// <summary>The subnet mask.</summary>
    public string IPSubnetMask { get; set; } = ipv4SubnetMask;

    /// <summary>The gateway's address.</summary>
    public string IPGatewayAddress { get; set; } = ipv4GatewayAddress;

    /// <summary>Up to two DNS servers; null: the network's.</summary>
    public string[]? IPDns { get; set; } = ipv4DnsAddresses;
}
