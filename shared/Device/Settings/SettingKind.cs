namespace SensorNet.Device
{
    /// <summary>What the value of a setting is in JSON.</summary>
    public enum SettingKind
    {
        /// <summary>A whole number in a range.</summary>
        Integer = 0,

        /// <summary>A string whose length in bytes of UTF-8 is in a range.</summary>
        Text = 1,

        /// <summary>A string that is one of some words.</summary>
        Choice = 2,

        /// <summary>true or false.</summary>
        Boolean = 3,
    }
}
