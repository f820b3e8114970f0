namespace SensorNet.WebView.Live;

/// <summary>The series that can be drawn over each other: of one quantity, in one unit.</summary>
/// <param name="Quantity">As sent; not safe to show.</param>
/// <param name="Name">Safe to show.</param>
/// <param name="Unit">Safe to show; empty where none is known.</param>
/// <param name="Devices">Sorted by id, then root.</param>
public sealed record QuantityGroup(string Quantity, string Name, string Unit, IReadOnlyList<DeviceKey> Devices);
