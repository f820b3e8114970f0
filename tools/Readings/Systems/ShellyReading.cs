using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>Collects the quantities of Shelly's components.</summary>
internal sealed class ShellyReading(NameClaims names, string device)
{
    private readonly QuantityList _quantities = new();
    private readonly List<JsonField> _others = [];

    public ReportedReading Done(DateTimeOffset? time) => new(null, null, time, _quantities.All, _others);

    /// <param name="component">Its type and number, as in <c>temperature:0</c>.</param>
    /// <param name="status">Its members.</param>
    public void Take(string component, JsonElement status)
    {
        string[] parts = component.Split(':');
        string sensor = parts[0] + parts[1];
        foreach ((string member, JsonElement value) in JsonPayload.Flatten(status))
        {
            if (member == "id" || member.EndsWith("tF", StringComparison.Ordinal) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (JsonPayload.IsNumber(value, out decimal number))
            {
                (string name, string unit) = Meaning(parts[0], sensor, member);
                _quantities.Add(names.NameFor(device, name, $"{sensor}.{member}"), number, unit);
            }
            else if (_others.Count < JsonFields.CountMax)
            {
                _others.Add(JsonPayload.Field($"{sensor}.{member}", value));
            }
        }
    }

    // What a device usually has one of has a short name; a second one of the kind keeps the long name.
    private static (string Name, string Unit) Meaning(string type, string sensor, string member) => (type, member) switch
    {
        ("temperature", "tC") => (ReadingValue.Temperature, "°C"),
        ("humidity", "rh") => (ReadingValue.Humidity, "%RH"),
        ("illuminance", "lux") => ("illuminance", "lx"),
        ("devicepower", "battery.percent") => ("battery", "%"),
        ("devicepower", "battery.V") => ("battery_voltage", "V"),
        (_, "temperature.tC") => ($"{sensor}.{ReadingValue.Temperature}", "°C"),
        (_, "apower" or "act_power" or "total_act_power") => ($"{sensor}.{member}", "W"),
        (_, "voltage") => ($"{sensor}.{member}", "V"),
        (_, "current" or "total_current") => ($"{sensor}.{member}", "A"),
        (_, "freq") => ($"{sensor}.{member}", "Hz"),
        (_, "aenergy.total" or "ret_aenergy.total" or "total_act") => ($"{sensor}.{member}", "Wh"),
        _ => ($"{sensor}.{member}", ""),
    };
}
