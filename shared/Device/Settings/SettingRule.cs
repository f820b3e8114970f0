namespace SensorNet.Device
{
    /// <summary>What a value must obey besides its range.</summary>
    /// <param name="value">A string's characters; otherwise the value as it is in the text.</param>
    /// <returns>What is allowed, for the message; null when the value is.</returns>
    public delegate string SettingRule(string value);
}
