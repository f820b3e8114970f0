using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Transport;

/// <summary>Says through which layer the datagrams of a socket pass.</summary>
internal static class DatagramLayers
{
    public static IDatagramLayer For(UdpPort port, DatagramHandler up) => new PlainLayer(port, up);
}
