namespace SensorNet.Device
{
    /// <summary>Helps a board that has no valid settings to get some.</summary>
    public interface ISetUp
    {
        /// <summary>Waits for valid settings.</summary>
        /// <param name="gate">Reads them.</param>
        /// <returns>What the gate's parser made; null where the board is restarting.</returns>
        object WaitForSettings(SettingsGate gate);
    }
}
