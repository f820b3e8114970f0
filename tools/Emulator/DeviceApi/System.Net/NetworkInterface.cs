using SensorNet.Emulator;

namespace System.Net.NetworkInformation;

/// <summary>nanoFramework's NetworkInterface: the board's Wi-Fi station, and the access point that it can be.</summary>
internal class NetworkInterface
{
    private const string NoAddress = "0.0.0.0";
    private const int AccessPointIndex = 1;

    private readonly BoardRuntime _runtime;
    private readonly InterfaceConfiguration _configuration;
    private readonly bool _isAccessPoint;

    protected NetworkInterface(int interfaceIndex)
    {
        _runtime = BoardRuntime.Current;
        _configuration = _runtime.Ram<InterfaceConfiguration>();
        _isAccessPoint = interfaceIndex == AccessPointIndex;
        SpecificConfigId = 0;
    }

    public bool IsAutomaticDnsEnabled => _configuration.StaticDns is null;

    public string IPv4Address => _isAccessPoint ? _runtime.Board.Wifi.OwnAddress ?? NoAddress
        : _runtime.Board.Wifi.IsUp ? _configuration.StaticAddress ?? _runtime.Board.Wifi.DhcpAddress : NoAddress;

    public string IPv4GatewayAddress => _runtime.Board.Wifi.IsUp ? _configuration.StaticGateway ?? "192.168.4.1" : NoAddress;

    public string IPv4SubnetMask => _runtime.Board.Wifi.IsUp ? _configuration.StaticMask ?? "255.255.255.0" : NoAddress;

    public bool IsDhcpEnabled => _configuration.StaticAddress is null;

    public string[] IPv4DnsAddresses => _configuration.StaticDns ?? [IPv4GatewayAddress];

    public byte[] PhysicalAddress
    {
        get => _runtime.Board.MacAddress;
        set => throw new NotSupportedException("The MAC address of an emulated board is fixed: set BoardOptions.MacAddress.");
    }

    public NetworkInterfaceType NetworkInterfaceType => _isAccessPoint ? NetworkInterfaceType.WirelessAP : NetworkInterfaceType.Wireless80211;

    public uint SpecificConfigId { get; protected set; }

    public static bool GetIsNetworkAvailable() => BoardRuntime.Current.Board.Wifi.IsUp;

    public static NetworkInterface[] GetAllNetworkInterfaces() => [new(0), new(AccessPointIndex)];

    public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress)
    {
        if (_isAccessPoint)
        {
            // Stored at once, and in use from the next start on.
            _runtime.Board.Wifi.SoftAp = _runtime.Board.Wifi.SoftAp with { Address = IPAddress.Parse(ipv4Address).ToString() };
            return;
        }

        _configuration.StaticAddress = IPAddress.Parse(ipv4Address).ToString();
        _configuration.StaticMask = IPAddress.Parse(ipv4SubnetMask).ToString();
        _configuration.StaticGateway = IPAddress.Parse(ipv4GatewayAddress).ToString();
    }

    public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw new NotImplementedException();

    public void EnableStaticIP(
        string ipv4Address, string ipv4subnetMask, string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) =>
        throw new NotImplementedException();

    public void EnableDhcp() => _configuration.StaticAddress = _configuration.StaticMask = _configuration.StaticGateway = null;

    public void EnableStaticIPv4Dns(string[] dnsAddresses) => _configuration.StaticDns = dnsAddresses is { Length: 1 or 2 }
        ? dnsAddresses
        : throw new ArgumentException("One or two DNS addresses are wanted.", nameof(dnsAddresses));

    public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw new NotImplementedException();

    public void EnableAutomaticDns() => _configuration.StaticDns = null;

    public void ReleaseDhcpLease() => _runtime.ThrowIfOff();

    public void RenewDhcpLease() => _runtime.ThrowIfOff();

    private sealed class InterfaceConfiguration
    {
        public string? StaticAddress { get; set; }

        public string? StaticMask { get; set; }

        public string? StaticGateway { get; set; }

        public string[]? StaticDns { get; set; }
    }
}
