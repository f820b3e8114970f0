using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport;

/// <summary>Takes a datagram.</summary>
internal delegate void DatagramHandler(in NetworkAddress peer, byte[] buffer, int offset, int length);
