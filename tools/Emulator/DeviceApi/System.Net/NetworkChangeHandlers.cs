namespace System.Net.NetworkInformation;

/// <summary>Who of this boot's firmware wants to hear of the network.</summary>
internal sealed class NetworkChangeHandlers
{
    public NetworkAddressChangedEventHandler? Address { get; set; }

    public NetworkAvailabilityChangedEventHandler? Availability { get; set; }

    public void Raise(bool isUp)
    {
        Availability?.Invoke(null, new NetworkAvailabilityEventArgs(isUp));
        Address?.Invoke(null, EventArgs.Empty);
    }
}
