#nullable disable

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A user property of MQTT 5.</summary>
public class UserProperty
{
    /// <summary>Makes one from its parts.</summary>
    public UserProperty(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>The value.</summary>
    public string Value { get; set; }
}
