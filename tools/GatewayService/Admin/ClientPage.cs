namespace SensorNet.GatewayService.Admin;

/// <summary>Some of the clients.</summary>
/// <param name="Clients">They.</param>
/// <param name="Next">What to ask with for the next page; null at the end.</param>
internal sealed record ClientPage(IReadOnlyList<ClientEntry> Clients, string? Next);
