namespace System.Net.NetworkInformation;

/// <summary>Called when the board's address changed.</summary>
internal delegate void NetworkAddressChangedEventHandler(object? sender, EventArgs e);
