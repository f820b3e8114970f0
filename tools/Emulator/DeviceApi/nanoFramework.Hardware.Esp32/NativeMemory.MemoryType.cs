namespace nanoFramework.Hardware.Esp32;

public partial class NativeMemory
{
    /// <summary>Kinds of memory.</summary>
    public enum MemoryType
    {
        /// <summary>All of it.</summary>
        All = 0,

        /// <summary>The chip's own.</summary>
        Internal = 1,

        /// <summary>External RAM on SPI.</summary>
        SpiRam = 2,
    }
}
