namespace SensorNet.Sensing.Tests
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

        /// <summary>By how much the pressure rises with each measurement, in 0.001 hPa, so that one knows each again.</summary>
        public int PressureStep;

        /// <summary>The values it gives, and which of them.</summary>
        public Reading Values = Readings.Of(2000, 45000, 1013250);

        /// <summary>How often it was opened, successfully or not.</summary>
        public int Opens { get; private set; }

        /// <summary>How often it was asked for a measurement.</summary>
        public int Measurements { get; private set; }

        /// <inheritdoc/>
        public string Description { get; private set; }

        /// <inheritdoc/>
        public QuantityRange[] Quantities { get; set; } = Bmx280Converter.Quantities;

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

            for (int i = 0; i < Quantity.Count; i++)
            {
                if (Values.Has(i))
                {
                    into.Set(i, Values.Value(i));
                }
            }

            if (!IsStuck && Values.Has(Quantity.Temperature))
            {
                Values.Set(Quantity.Temperature, 2000 + ((Values.Value(Quantity.Temperature) + 1) % 1000));
            }

            if (PressureStep > 0)
            {
                Values.Set(Quantity.Pressure, Values.Value(Quantity.Pressure) + PressureStep);
            }

            return SensorFault.None;
        }
    }
}
