namespace SensorNet.WebView.Live;

/// <summary>The last value of a quantity.</summary>
/// <param name="Quantity">As sent: the key of its series; not safe to show.</param>
/// <param name="Name">What was measured, safe to show.</param>
/// <param name="Value">The number.</param>
/// <param name="Text">The number as it is written.</param>
/// <param name="Unit">Safe to show; empty where none is known.</param>
public sealed record QuantityValue(string Quantity, string Name, decimal Value, string Text, string Unit);
