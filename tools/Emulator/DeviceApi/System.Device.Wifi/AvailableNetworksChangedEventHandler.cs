namespace System.Device.Wifi;

/// <summary>Called when a scan is done.</summary>
public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);
