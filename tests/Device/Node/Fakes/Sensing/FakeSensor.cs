namespace SensorNet.Node.Tests
{
    /// <summary>A sensor whose faults and values the test sets. Its temperature changes with each measurement, unless it is stuck.</summary>
    public sealed class FakeSensor : ISensor
    {
        /// <summary>What <see cref="Open"/> finds wrong.</summary>
        public SensorFault OpenFault;

        /// <summary>What <see cref="Measure"/> finds wrong.</summary>
        public SensorFault MeasureFault;

        /// <summary>What the faults say of themselves.</summary>
        public string Detail;

        /// <summary>What it is, once it is open.</summary>
        public string Kind = "BME280 at 0x76";

        /// <summary>Whether it gives the same values again and again.</summary>
        public bool IsStuck;

        /// <summary>The values it gives, and which of them.</summary>
        public Reading Values = new Reading
        {
            HasTemperature = true,
            TemperatureCentiCelsius = 2000,
            HasHumidity = true,
            HumidityMilliPercent = 45000,
            HasPressure = true,
            PressureDeciPascals = 1013250,
        };

        /// <summary>How often it was opened, successfully or not.</summary>
        public int Opens { get; private set; }

        /// <summary>How often it was asked for a measurement.</summary>
        public int Measurements { get; private set; }

        /// <inheritdoc/>
        public string Description { get; private set; }

        /// <inheritdoc/>
        public string FaultDetail { get; private set; }

        /// <inheritdoc/>
        public SensorFault Open()
        {
            Opens++;
            FaultDetail = OpenFault == SensorFault.None ? null : Detail;
            if (OpenFault == SensorFault.None)
            {
                Description = Kind;
            }

            return OpenFault;
        }

        /// <inheritdoc/>
        public SensorFault Measure(Reading into)
        {
            Measurements++;
            FaultDetail = MeasureFault == SensorFault.None ? null : Detail;
            if (MeasureFault != SensorFault.None)
            {
                return MeasureFault;
            }

            into.HasTemperature = Values.HasTemperature;
            into.TemperatureCentiCelsius = Values.TemperatureCentiCelsius;
            into.HasHumidity = Values.HasHumidity;
            into.HumidityMilliPercent = Values.HumidityMilliPercent;
            into.HasPressure = Values.HasPressure;
            into.PressureDeciPascals = Values.PressureDeciPascals;
            if (!IsStuck && Values.HasTemperature)
            {
                Values.TemperatureCentiCelsius = 2000 + ((Values.TemperatureCentiCelsius + 1) % 1000);
            }

            return SensorFault.None;
        }
    }
}
