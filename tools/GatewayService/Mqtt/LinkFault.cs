namespace SensorNet.GatewayService.Mqtt;

/// <summary>Why the gateway ends a connection: what the broker sent is not MQTT.</summary>
/// <param name="Text">For the log.</param>
/// <param name="ReasonCode">What DISCONNECT says with MQTT 5 (3.14.2.1); <see cref="ReasonCodes.Success"/> where the broker has ended it.</param>
internal readonly record struct LinkFault(string Text, int ReasonCode);
