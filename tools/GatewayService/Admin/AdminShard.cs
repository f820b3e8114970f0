using SensorNet.GatewayService.Shards;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Admin;

/// <summary>A shard, and the state machine that it runs, which is used on the shard's thread alone.</summary>
internal sealed record AdminShard(Shard Shard, MqttSnGateway Gateway);
