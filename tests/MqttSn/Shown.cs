namespace SensorNet.MqttSn.Tests;

/// <summary>A field of a message as the dissector names it, with the value that it must show.</summary>
/// <param name="Field">The name after <c>mqttsn.</c></param>
/// <param name="Number">The value, where it is a number.</param>
/// <param name="Octets">The octets, where it is a string.</param>
/// <param name="Always">Whether the dissector always shows it; when it does not, the field is compared where it is shown.</param>
internal sealed record Shown(string Field, long? Number, byte[]? Octets, bool Always);
