namespace SensorNet.Device
{
    /// <summary>Makes a firmware's loop from its settings, as the parser gave them, and from what commands changed of them.</summary>
    public delegate DeviceLoop LoopMaker(object settings, SettingsChanges changes);
}
