namespace SensorNet.GatewayService.Shards;

/// <summary>Takes a datagram; the peer is in the form of <see cref="Udp.PeerAddress"/>.</summary>
internal delegate void DatagramHandler(ReadOnlySpan<byte> peer, byte[] buffer, int offset, int length);
