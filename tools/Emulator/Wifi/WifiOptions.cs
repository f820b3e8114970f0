using System;
using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>The Wi-Fi networks in reach of a board and what it has stored about them.</summary>
public sealed class WifiOptions
{
    /// <summary>The network that is there unless other ones are given.</summary>
    public static readonly AccessPoint DefaultAccessPoint = new("SensorNet", "emulated-wifi");

    /// <summary>The networks in reach.</summary>
    public IReadOnlyList<AccessPoint> AccessPoints { get; init; } = [DefaultAccessPoint];

    /// <summary>The network name in the board's configuration block, as <c>nanoff --networkdeployment</c> puts it there. Empty: none.</summary>
    public string StoredSsid { get; init; } = DefaultAccessPoint.Ssid;

    /// <summary>The password in the board's configuration block.</summary>
    public string StoredPassword { get; init; } = DefaultAccessPoint.Password;

    /// <summary>Whether the board connects with the stored credentials by itself when it boots.</summary>
    public bool AutoConnect { get; init; } = true;

    /// <summary>How long joining a network and getting an address takes, and also being refused.</summary>
    public TimeSpan ConnectDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What a drop does to open connections unless <see cref="WifiRadio.Drop"/> says otherwise.</summary>
    public WifiDropEffect DropEffect { get; init; } = WifiDropEffect.Silence;

    /// <summary>The address that DHCP gives. By default one of 192.168.4.0/24, by the board's seed.</summary>
    public string? Address { get; init; }
}
