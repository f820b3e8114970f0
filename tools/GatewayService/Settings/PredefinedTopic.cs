namespace SensorNet.GatewayService.Settings;

/// <summary>A topic id that both ends know beforehand, and its name.</summary>
internal sealed record PredefinedTopic(int Id, string Name);
