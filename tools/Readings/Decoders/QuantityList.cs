using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>The quantities of one message, each name once, and bounded.</summary>
internal sealed class QuantityList
{
    /// <summary>Further quantities of one message are not taken.</summary>
    public const int CountMax = 64;

    private readonly List<ReadingValue> _quantities = [];

    public IReadOnlyList<ReadingValue> All => _quantities;

    /// <summary>Takes a quantity that can have one name only.</summary>
    public void Add(string name, decimal value, string unit) => Add(name, name, value, unit);

    /// <summary>Takes a quantity under its name, or under its long name where there is one of that name already.</summary>
    public void Add(string name, string longName, decimal value, string unit)
    {
        string own = Has(name) ? longName : name;
        bool fits = own.Length is > 0 and <= ReadingValue.TextCharsMax && unit.Length <= ReadingValue.TextCharsMax;
        if (fits && _quantities.Count < CountMax && !Has(own))
        {
            // Only the common name has the common unit, and "DS18B20.temperature" beside it has it too.
            ReadingValue canonical = CanonicalUnits.Of(name, value, unit);
            _quantities.Add(canonical with { Name = own });
        }
    }

    private bool Has(string name) => _quantities.Exists(quantity => quantity.Name == name);
}
