namespace System.Net.NetworkInformation;

/// <summary>Whether there is a network.</summary>
internal sealed class NetworkAvailabilityEventArgs(bool isAvailable) : EventArgs
{
    public bool IsAvailable { get; } = isAvailable;
}
