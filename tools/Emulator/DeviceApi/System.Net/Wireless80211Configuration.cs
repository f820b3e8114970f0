using SensorNet.Emulator;

namespace System.Net.NetworkInformation;

/// <summary>The stored configuration of the board's Wi-Fi station.</summary>
public partial class Wireless80211Configuration
{
    private const int SsidCharactersMax = 32;
    private const int PasswordCharactersMax = 64;

    /// <summary>An empty configuration.</summary>
    public Wireless80211Configuration(uint id)
    {
        Id = id;
    }

    /// <summary>How the network authenticates.</summary>
    public AuthenticationType Authentication { get; set; }

    /// <summary>How the network encrypts.</summary>
    public EncryptionType Encryption { get; set; }

    /// <summary>The Wi-Fi standard.</summary>
    public RadioType Radio { get; set; }

    /// <summary>Whether the board connects by itself.</summary>
    public ConfigurationOptions Options { get; set; }

    /// <summary>The network's password, up to 64 characters.</summary>
    public string? Password { get; set; }

    /// <summary>The network's name, up to 32 characters.</summary>
    public string? Ssid { get; set; }

    /// <summary>Number of the configuration.</summary>
    public uint Id { get; }

    /// <summary>The one configuration of the board's one station.</summary>
    public static Wireless80211Configuration[] GetAllWireless80211Configurations()
    {
        WifiStore store = BoardRuntime.Current.Board.Wifi.Store;
        return
        [
            new(0)
            {
                Authentication = AuthenticationType.WPA2,
                Encryption = EncryptionType.WPA2_PSK,
                Options = store.IsAutomatic ? ConfigurationOptions.AutoConnect : ConfigurationOptions.Enable,
                Password = store.Password,
                Ssid = store.Ssid,
            },
        ];
    }

    /// <summary>Stores the configuration: it outlives reboots and power cuts.</summary>
    /// <exception cref="ArgumentNullException">There is no <see cref="Ssid"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A name or password is too long.</exception>
    public void SaveConfiguration()
    {
        ArgumentNullException.ThrowIfNull(Ssid);
        string password = Password ?? string.Empty;
        if (Ssid.Length > SsidCharactersMax || password.Length > PasswordCharactersMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Ssid), $"A network name has up to {SsidCharactersMax} characters and a password up to {PasswordCharactersMax}.");
        }

        BoardRuntime.Current.Board.Wifi.Store = new WifiStore(
            Ssid, password, (Options & ConfigurationOptions.AutoConnect) == ConfigurationOptions.AutoConnect);
    }
}
