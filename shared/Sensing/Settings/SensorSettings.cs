namespace SensorNet.Sensing
{
    /// <summary>Which sensor there is, and where.</summary>
    public sealed class SensorSettings
    {
        /// <summary>The value of <see cref="Address"/> that tries each address that the sensor can have.</summary>
        public const int AddressAuto = 0;

        /// <summary>The number of the kind in <c>SensorKinds</c>; 0 is the first that is found on the bus.</summary>
        public int Kind;

        /// <summary>The I2C address: one that the kind can have, or <see cref="AddressAuto"/>.</summary>
        public int Address = AddressAuto;

        /// <summary>The GPIO of the I2C bus's data line.</summary>
        public int SdaPin = 21;

        /// <summary>The GPIO of the I2C bus's clock line.</summary>
        public int SclPin = 22;
    }
}
