using System.Globalization;
using System.Text.Json;
using SensorNet.Readings.Decoders;

namespace SensorNet.Readings.Mapping;

/// <summary>The way to a value in a JSON document: member names and places in arrays with dots between, as in <c>sensors.0.value</c>.</summary>
internal sealed class JsonPath
{
    public static readonly JsonPath Whole = new([]);

    private readonly string[] _steps;

    private JsonPath(string[] steps)
    {
        _steps = steps;
    }

    public static JsonPath Parse(string text) => new(text.Split('.'));

    /// <summary>The value; null where there is none.</summary>
    public JsonElement? Find(JsonElement root)
    {
        JsonElement at = root;
        foreach (string step in _steps)
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out JsonElement member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < at.GetArrayLength())
            {
                at = at[place];
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
