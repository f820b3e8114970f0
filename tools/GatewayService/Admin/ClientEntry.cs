namespace SensorNet.GatewayService.Admin;

/// <summary>What the admin endpoint says of a client.</summary>
/// <param name="Id">The client id.</param>
/// <param name="Identity">The authenticated identity; null for none.</param>
/// <param name="State">As in Figure 4 of MQTT-SN 1.2: active, asleep, awake, disconnected and so on.</param>
/// <param name="Address">Where it is; null where that is not known.</param>
/// <param name="SilentSeconds">For how long nothing has come from it.</param>
/// <param name="KeepAliveSeconds">Its keep alive, or while it sleeps the duration; 0 for none.</param>
/// <param name="Subscriptions">How many it has.</param>
/// <param name="Waiting">Messages that wait for it.</param>
internal sealed record ClientEntry(
    string Id, string? Identity, string State, string? Address, long SilentSeconds, int KeepAliveSeconds, int Subscriptions, int Waiting);
