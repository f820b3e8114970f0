using SensorNet.GatewayService.Udp;

namespace SensorNet.GatewayService.Shards;

/// <summary>Takes a datagram.</summary>
internal delegate void DatagramHandler(in PeerAddress peer, byte[] buffer, int offset, int length);
