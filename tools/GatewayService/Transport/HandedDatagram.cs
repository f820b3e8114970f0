using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport;

/// <summary>Takes a datagram that another thread has left.</summary>
internal delegate void HandedDatagram(HandOverKind kind, in NetworkAddress peer, byte[] buffer, int offset, int length);
