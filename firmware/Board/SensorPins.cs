using System;
using nanoFramework.Hardware.Esp32;

namespace SensorNet.Boards
{
    /// <summary>The pins of the sensors' I2C bus.</summary>
    internal sealed class SensorPins
    {
        /// <summary>The bus that sensors are on.</summary>
        public const int BusId = 1;

        private readonly int _sdaPin;
        private readonly int _sclPin;
        private bool _areSet;

        /// <summary>Makes pins that are not yet set.</summary>
        /// <param name="sdaPin">The GPIO of the data line.</param>
        /// <param name="sclPin">The GPIO of the clock line.</param>
        public SensorPins(int sdaPin, int sclPin)
        {
            _sdaPin = sdaPin;
            _sclPin = sclPin;
        }

        /// <summary>Connects the bus to its pins, once.</summary>
        /// <exception cref="ArgumentException">The board refuses a pin. It is said at each attempt.</exception>
        public void Set()
        {
            if (_areSet)
            {
                return;
            }

            try
            {
                Configuration.SetPinFunction(_sdaPin, DeviceFunction.I2C1_DATA);
                Configuration.SetPinFunction(_sclPin, DeviceFunction.I2C1_CLOCK);
            }
            catch (NotSupportedException)
            {
                // No pins to choose, as on the virtual device: the bus is where it is, and whether a chip answers shows next.
                _areSet = true;
            }

            // Only now: a pin that the board refuses is said at each attempt, and not just at the first.
            _areSet = true;
        }
    }
}
