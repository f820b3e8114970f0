namespace System.Net.NetworkInformation;

/// <summary>Called when a network came or went.</summary>
internal delegate void NetworkAvailabilityChangedEventHandler(object? sender, NetworkAvailabilityEventArgs e);
