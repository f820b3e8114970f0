namespace SensorNet.Readings.Sparkplug;

/// <summary>Data types whose 32 or 64 bits are a number with a sign (6.4.16).</summary>
internal static class SignedTypes
{
    public const uint Int8 = 1;
    public const uint Int16 = 2;
    public const uint Int32 = 3;
    public const uint Int64 = 4;
}
