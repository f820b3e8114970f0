namespace SensorNet.Device
{
    /// <summary>Makes the declarations of a firmware's settings; they are not kept, for they take memory.</summary>
    public delegate SettingDeclarations SettingsTable();
}
