namespace SensorNet.Device
{
    /// <summary>What a command asks for.</summary>
    public enum CommandKind
    {
        /// <summary>Other settings.</summary>
        Set = 0,

        /// <summary>The settings in use.</summary>
        Get = 1,

        /// <summary>A reading now.</summary>
        Read = 2,

        /// <summary>That the board shows which one it is.</summary>
        Identify = 3,

        /// <summary>A restart.</summary>
        Reboot = 4,

        /// <summary>That a file with a certificate or a key is kept.</summary>
        File = 5,
    }
}
