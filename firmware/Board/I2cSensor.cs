using System;
using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>What sensors on the I2C bus have in common: the pins, the addresses to try, and that nothing is thrown to the loop.</summary>
    public abstract class I2cSensor : ISensor
    {
        private readonly int _address;
        private readonly SensorPins _pins;

        /// <summary>Makes a sensor that is not yet open.</summary>
        /// <param name="address">The sensor's address, or <see cref="SensorSettings.AddressAuto"/> to try each that it can have.</param>
        /// <param name="sdaPin">The GPIO of the data line.</param>
        /// <param name="sclPin">The GPIO of the clock line.</param>
        protected I2cSensor(int address, int sdaPin, int sclPin)
        {
            _address = address;
            _pins = new SensorPins(sdaPin, sclPin);
        }

        /// <inheritdoc/>
        public string Description { get; private set; }

        /// <inheritdoc/>
        public abstract QuantityRange[] Quantities { get; }

        /// <inheritdoc/>
        public string FaultDetail { get; protected set; }

        /// <inheritdoc/>
        public SensorFault Open()
        {
            try
            {
                FaultDetail = null;
                Release();
                _pins.Set();
                return Find();
            }
            catch (Exception e)
            {
                Release();
                FaultDetail = ExceptionText.Describe(e);
                return SensorFault.BusError;
            }
        }

        /// <inheritdoc/>
        public SensorFault Measure(Reading into)
        {
            try
            {
                FaultDetail = null;
                return MeasureChecked(into);
            }
            catch (Exception e)
            {
                FaultDetail = ExceptionText.Describe(e);
                return SensorFault.BusError;
            }
        }

        /// <summary>Whether an address is to be tried.</summary>
        protected bool IsTried(int address) => _address == SensorSettings.AddressAuto || _address == address;

        /// <summary>What is said when nothing answers.</summary>
        /// <param name="first">The first address that the sensor can have.</param>
        /// <param name="last">The other one.</param>
        protected string NoAnswer(int first, int last)
        {
            return "nothing answers at 0x" + (
                _address == SensorSettings.AddressAuto ? first.ToString("X2") + " or 0x" + last.ToString("X2") : _address.ToString("X2"));
        }

        /// <summary>Looks for the sensor at the addresses to try, and sets it up. May throw.</summary>
        protected abstract SensorFault Find();

        /// <summary>Measures, and checks what the driver does not. May throw.</summary>
        protected abstract SensorFault MeasureChecked(Reading into);

        /// <summary>Releases the bus and the driver.</summary>
        protected abstract void Release();

        /// <summary>Keeps the detail of a fault, and gives the fault back.</summary>
        protected SensorFault Note(SensorFault fault, string detail)
        {
            FaultDetail = fault == SensorFault.None ? FaultDetail : detail;
            return fault;
        }

        /// <summary>The sensor is set up: there is no fault, and it has a description.</summary>
        protected void Found(string name, int address)
        {
            FaultDetail = null;
            string description = name + " at 0x" + address.ToString("X2");

            // The object of before is kept where the text is the same: whoever holds it sees that nothing changed.
            Description = Description == description ? Description : description;
        }
    }
}
