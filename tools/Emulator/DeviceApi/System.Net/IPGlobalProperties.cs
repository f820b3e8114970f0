using SensorNet.Emulator;

namespace System.Net.NetworkInformation;

/// <summary>nanoFramework's IPGlobalProperties.</summary>
internal static class IPGlobalProperties
{
    public static IPAddress GetIPAddress()
    {
        BoardRuntime.Current.ThrowIfOff();
        return IPAddress.Parse(NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
    }
}
