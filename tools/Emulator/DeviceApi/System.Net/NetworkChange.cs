using SensorNet.Emulator;

namespace System.Net.NetworkInformation;

/// <summary>nanoFramework's NetworkChange, of the board.</summary>
internal static class NetworkChange
{
    public static event NetworkAddressChangedEventHandler? NetworkAddressChanged
    {
        add => Change(handlers => handlers.Address += value);
        remove => Change(handlers => handlers.Address -= value);
    }

    public static event NetworkAvailabilityChangedEventHandler? NetworkAvailabilityChanged
    {
        add => Change(handlers => handlers.Availability += value);
        remove => Change(handlers => handlers.Availability -= value);
    }

    private static void Change(Action<NetworkChangeHandlers> change)
    {
        NetworkChangeHandlers handlers = BoardRuntime.Current.Ram<NetworkChangeHandlers>();
        lock (handlers)
        {
            change(handlers);
        }
    }
}
