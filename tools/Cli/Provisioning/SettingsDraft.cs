using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SensorNet.Broker;
using SensorNet.Cli.Nodes;
using SensorNet.Device;

namespace SensorNet.Cli.Provisioning;

/// <summary>The settings of one device while they are put together, checked by the firmware's own table.</summary>
internal sealed partial class SettingsDraft(NodeFirmware firmware)
{
    public const string DeviceId = "deviceId";
    public const string WifiSsid = "wifiSsid";
    public const string WifiPassword = "wifiPassword";
    public const string Tls = "tls";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    // The network's name and password are stored in the board's own configuration, not in the file.
    private static readonly string[] StoredElsewhere = [WifiSsid, WifiPassword];

    private readonly Dictionary<string, string> _values = [];

    public NodeFirmware Firmware => firmware;

    public SettingDeclarations Declarations { get; } = Firmwares.SettingsOf(firmware);

    /// <summary>The value of a setting as text; null where it has none.</summary>
    public string? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set
        {
            if (value is null)
            {
                _values.Remove(key);
            }
            else
            {
                _values[key] = value;
            }
        }
    }

    /// <summary>Leaves out what this firmware has no setting for, where <paramref name="isKnown"/> says that another has.</summary>
    public void RemoveWhereUnknown(Func<string, bool> isKnown)
    {
        foreach (string key in _values.Keys.Where(each => Declarations.Find(each) is null && isKnown(each)).ToArray())
        {
            _values.Remove(key);
        }
    }

    /// <summary>Checks each value, then what they are together, as the firmware does when it starts.</summary>
    /// <returns>Every problem in the firmware's words, with its key where it is one of a single value.</returns>
    public IReadOnlyList<(string? Key, string Problem)> Check()
    {
        (string? Key, string Problem)[] single =
        [
            .. _values.Select(each => ((string?)each.Key, Declarations.Check(each.Key, each.Value)!)).Where(each => each.Item2 is not null),
        ];
        if (single.Length > 0)
        {
            return single;
        }

        // A line of a file that is not written yet helps nobody.
        return [.. Declarations.CheckDocument(ToJson([]), null!).Select(each => ((string?)null, LineNumber().Replace(each, "")))];
    }

    /// <summary>How the device enters its broker, as its firmware reads the settings: with every default.</summary>
    /// <returns>Null for a device without a broker of its own, and for settings with a problem.</returns>
    public BrokerSessionSettings? BrokerSession() => Firmwares.BrokerSessionOf(firmware, ToJson([]));

    /// <summary>The settings file, as it goes into the flash; it is without what the board stores elsewhere.</summary>
    public byte[] ToFile() => ToJson(StoredElsewhere);

    private byte[] ToJson(string[] without)
    {
        JsonObject json = new JsonObject();
        for (int i = 0; i < Declarations.Count; i++)
        {
            SettingDeclaration setting = Declarations.At(i);
            if (this[setting.Key] is { } text && !without.Contains(setting.Key))
            {
                json[setting.Key] = ValueOf(setting.Kind, text);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(json, Readable);
    }

    private static JsonValue ValueOf(SettingKind kind, string text) => kind switch
    {
        SettingKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) =>
            JsonValue.Create(number),
        SettingKind.Boolean when text is "true" or "false" => JsonValue.Create(text == "true"),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex(@" \(line \d+\)")]
    private static partial Regex LineNumber();
}
