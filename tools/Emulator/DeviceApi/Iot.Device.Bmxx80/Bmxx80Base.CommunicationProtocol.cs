namespace Iot.Device.Bmxx80;

public abstract partial class Bmxx80Base
{
    /// <summary>How the chip is connected.</summary>
    public enum CommunicationProtocol
    {
        /// <summary>By I2C.</summary>
        I2c,
    }
}
