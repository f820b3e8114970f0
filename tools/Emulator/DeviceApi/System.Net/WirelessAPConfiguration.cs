using SensorNet.Emulator;

namespace System.Net.NetworkInformation;

/// <summary>The stored configuration of the board's own access point. What is saved holds from the next start on.</summary>
public partial class WirelessAPConfiguration
{
    private const int MaxApSsidLength = 32;
    private const int MaxApPasswordLength = 64;
    private const int MinApPasswordLength = 8;

    /// <summary>A configuration with the device's defaults.</summary>
    public WirelessAPConfiguration(uint id)
    {
        Id = id;
        Authentication = AuthenticationType.Open;
        Options = ConfigurationOptions.Enable | ConfigurationOptions.AutoStart;
        Channel = 8;
        MaxConnections = 1;
    }

    /// <summary>How stations authenticate.</summary>
    public AuthenticationType Authentication { get; set; }

    /// <summary>How the network encrypts.</summary>
    public EncryptionType Encryption { get; set; }

    /// <summary>The Wi-Fi standard.</summary>
    public RadioType Radio { get; set; }

    /// <summary>The password, 8 to 63 characters unless the network is open.</summary>
    public string? Password { get; set; }

    /// <summary>The name, up to 31 characters.</summary>
    public string? Ssid { get; set; }

    /// <summary>What happens at a start.</summary>
    public ConfigurationOptions Options { get; set; }

    /// <summary>The radio channel.</summary>
    public byte Channel { get; set; }

    /// <summary>Stations at a time.</summary>
    public byte MaxConnections { get; set; }

    /// <summary>Number of the configuration.</summary>
    public uint Id { get; }

    /// <summary>The one configuration of the board's one access point.</summary>
    public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations()
    {
        SoftApStore store = BoardRuntime.Current.Board.Wifi.SoftAp;
        return
        [
            new(0)
            {
                Authentication = store.IsOpenNetwork ? AuthenticationType.Open : AuthenticationType.WPA2,
                Options = store.IsAutomatic ? ConfigurationOptions.AutoStart : ConfigurationOptions.None,
                Password = store.Password,
                Ssid = store.Ssid,
                Channel = store.Channel,
                MaxConnections = store.MaxConnections,
            },
        ];
    }

    /// <summary>Stores the configuration: it outlives reboots and power cuts, and the next start takes it.</summary>
    /// <exception cref="ArgumentNullException">There is no <see cref="Ssid"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A name or password is too long or too short, or no station is allowed.</exception>
    public void SaveConfiguration()
    {
        ArgumentNullException.ThrowIfNull(Ssid);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Ssid.Length, MaxApSsidLength, nameof(Ssid));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections, (byte)1, nameof(MaxConnections));
        bool isOpen = Authentication is AuthenticationType.Open or AuthenticationType.None;
        if (!isOpen)
        {
            // As the device: without a password it dies of a null reference.
            ArgumentOutOfRangeException.ThrowIfLessThan(Password!.Length, MinApPasswordLength, nameof(Password));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Password.Length, MaxApPasswordLength, nameof(Password));
        }

        WifiRadio wifi = BoardRuntime.Current.Board.Wifi;
        wifi.SoftAp = wifi.SoftAp with
        {
            Ssid = Ssid,
            Password = Password ?? string.Empty,
            IsOpenNetwork = isOpen,
            IsAutomatic = (Options & ConfigurationOptions.AutoStart) == ConfigurationOptions.AutoStart,
            Channel = Channel,
            MaxConnections = MaxConnections,
        };
    }
}
