namespace SensorNet.Device
{
    /// <summary>Reads settings of one kind from JSON.</summary>
    /// <param name="text">A JSON object as UTF-8.</param>
    /// <param name="macAddress">The board's MAC address, or null.</param>
    /// <param name="problems">Every problem; empty when there is none.</param>
    /// <returns>The settings, or null when there is any problem.</returns>
    public delegate object SettingsParser(byte[] text, byte[] macAddress, out string[] problems);
}
