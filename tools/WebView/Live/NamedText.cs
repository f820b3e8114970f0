namespace SensorNet.WebView.Live;

/// <summary>A member of a device's info or diagnostics, safe to show.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value, with its unit where it has one.</param>
public sealed record NamedText(string Name, string Text);
