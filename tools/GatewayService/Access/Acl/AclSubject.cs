namespace SensorNet.GatewayService.Access.Acl;

/// <summary>Whom rules are asked for.</summary>
/// <param name="ClientId">The client id; null for QoS −1 of somebody who is not connected.</param>
/// <param name="User">The user; null for nobody in particular.</param>
internal readonly record struct AclSubject(byte[]? ClientId, byte[]? User);
