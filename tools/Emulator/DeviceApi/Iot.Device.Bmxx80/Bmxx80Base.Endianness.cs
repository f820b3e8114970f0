namespace Iot.Device.Bmxx80;

public abstract partial class Bmxx80Base
{
    /// <summary>Order of a register's bytes.</summary>
    protected internal enum Endianness
    {
        /// <summary>The low byte first.</summary>
        LittleEndian,

        /// <summary>The high byte first.</summary>
        BigEndian,
    }
}
