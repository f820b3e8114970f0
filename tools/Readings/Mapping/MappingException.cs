namespace SensorNet.Readings.Mapping;

/// <summary>A mapping file says something that cannot be done. The message names the place and the rule.</summary>
public sealed class MappingException(string message) : Exception(message);
