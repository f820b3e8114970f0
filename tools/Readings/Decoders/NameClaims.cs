namespace SensorNet.Readings.Decoders;

/// <summary>
/// Short names of quantities that come one a message: the first topic of a device that could have a name has it, and every other one keeps its
/// long name.
/// </summary>
internal sealed class NameClaims
{
    /// <summary>When all are taken, further ones keep their long names.</summary>
    public const int CountMax = 10_000;

    private readonly Dictionary<(string Device, string Name), string> _owners = [];

    /// <param name="device">The device, with its root.</param>
    /// <param name="shortName">The name it could have.</param>
    /// <param name="longName">The name it has otherwise; one of the device's own.</param>
    public string NameFor(string device, string shortName, string longName)
    {
        if (_owners.TryGetValue((device, shortName), out string? owner))
        {
            return owner == longName ? shortName : longName;
        }

        if (_owners.Count == CountMax)
        {
            return longName;
        }

        _owners.Add((device, shortName), longName);
        return shortName;
    }
}
