namespace SensorNet.Device
{
    /// <summary>What a JSON value is.</summary>
    public enum JsonKind
    {
        /// <summary>A string.</summary>
        Text = 0,

        /// <summary>A number without fraction or exponent.</summary>
        Integer = 1,

        /// <summary>A number with a fraction or an exponent.</summary>
        Fraction = 2,

        /// <summary>true or false.</summary>
        Boolean = 3,

        /// <summary>null.</summary>
        Null = 4,

        /// <summary>An object.</summary>
        Object = 5,

        /// <summary>An array.</summary>
        Array = 6,
    }
}
