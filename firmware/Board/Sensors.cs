using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>Makes the sensor that the settings ask for.</summary>
    public static class Sensors
    {
        /// <summary>Makes a sensor of the kind that is asked for, or a search for those that can have the address.</summary>
        public static ISensor Create(SensorSettings settings)
        {
            if (settings.Kind != SensorKinds.Auto)
            {
                return Create(settings.Kind, settings);
            }

            // In the order in which they are looked for.
            ISensor[] sensors = new ISensor[SensorKinds.Words.Length - 1];
            int count = 0;
            for (int kind = 1; kind < SensorKinds.Words.Length; kind++)
            {
                if (SensorKinds.HasAddress(kind, settings.Address))
                {
                    sensors[count++] = Create(kind, settings);
                }
            }

            return count == 1 ? sensors[0] : new SensorSearch(sensors);
        }

        private static ISensor Create(int kind, SensorSettings settings)
        {
            return kind == SensorKinds.Sht31
                ? (ISensor)new Sht3xSensor(settings.Address, settings.SdaPin, settings.SclPin)
                : new Bmxx80Sensor(settings.Address, settings.SdaPin, settings.SclPin);
        }
    }
}
