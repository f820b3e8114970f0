using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport;

/// <summary>MQTT-SN over UDP as it is: nothing is added.</summary>
internal sealed class PlainLayer(UdpPort port, DatagramHandler up) : IDatagramLayer
{
    public long NextDeadlineMs => long.MaxValue;

    public void Receive(in NetworkAddress peer, byte[] buffer, int offset, int length) => up(peer, buffer, offset, length);

    public void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram) => port.Send(peer, datagram);

    public void OnTime(long nowMs)
    {
        // It has no timers.
    }

    public void Stop()
    {
        // Nobody is to be told anything.
    }
}
