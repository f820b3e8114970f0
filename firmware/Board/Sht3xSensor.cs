using System.Device.I2c;
using System.Threading;
using Iot.Device.Sht3x;
using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>
    /// An SHT30, SHT31 or SHT35, which give temperature and humidity and cannot be told apart. They have no chip id: one is known by its status
    /// register, whose checksum has to be right and which has to tell of the driver's reset. The driver resets it. Values are not taken from the
    /// driver: it looks at no transfer's status, gives the value of the measurement before when a read fails, and rounds to 0.1.
    /// </summary>
    public sealed class Sht3xSensor : I2cSensor
    {
        // The longest measurement takes 15.5 ms (data sheet SHT3x-DIS, table 4).
        private const int MeasuringMs = 20;
        private const int PollMs = 5;
        private const int PollsMax = 20;

        // The status register (table 18).
        private const int HeaterOn = 1 << 13;
        private const int ResetDetected = 1 << 4;
        private const int NotProcessed = 0x03;
        private const int CheckedFlags = HeaterOn | ResetDetected | NotProcessed;

        private const int MeasureCommand = 0x2400;

        private readonly Sht3xConverter _converter = new Sht3xConverter();
        private readonly byte[] _data = new byte[Sht3xConverter.DataBytes];
        private I2cDevice _device;
        private Sht3xBus _bus;
        private Sht3x _driver;

        /// <summary>Makes a sensor that is not yet open.</summary>
        /// <param name="sensorAddress">0x44, 0x45, or <see cref="SensorSettings.AddressAuto"/> to try both.</param>
        /// <param name="sdaPin">The GPIO of the data line.</param>
        /// <param name="sclPin">The GPIO of the clock line.</param>
        public Sht3xSensor(int sensorAddress, int sdaPin, int sclPin)
            : base(sensorAddress, sdaPin, sclPin)
        {
        }

        /// <inheritdoc/>
        public override QuantityRange[] Quantities => Sht3xConverter.Quantities;

        /// <inheritdoc/>
        protected override SensorFault Find()
        {
            SensorFault fault = SensorFault.NoDevice;
            string detail = NoAnswer((int)I2cAddress.AddrLow, (int)I2cAddress.AddrHigh);
            for (int address = (int)I2cAddress.AddrLow; address <= (int)I2cAddress.AddrHigh; address++)
            {
                if (!IsTried(address))
                {
                    continue;
                }

                SensorFault found = TryAddress(address);
                if (found == SensorFault.None)
                {
                    return SensorFault.None;
                }

                Release();
                if (found != SensorFault.NoDevice)
                {
                    fault = found;
                    detail = FaultDetail + " (at 0x" + address.ToString("X2") + ")";
                }
            }

            FaultDetail = detail;
            return fault;
        }

        private SensorFault TryAddress(int address)
        {
            _device = I2cDevice.Create(new I2cConnectionSettings(SensorPins.BusId, address, I2cBusSpeed.FastMode));
            _bus = new Sht3xBus(_device, _converter);

            // The program before this one may have left it in periodic mode, where it takes no other command (4.8).
            if (_bus.Send(Sht3xBus.Break) != SensorFault.None)
            {
                return SensorFault.NoDevice;
            }

            SensorFault fault = _bus.TryReadStatus();
            if (fault == SensorFault.BadChecksum)
            {
                return Note(SensorFault.WrongChip, _bus.FaultDetail + ": not an SHT3x");
            }

            fault = fault == SensorFault.None ? SetUp() : Note(fault, _bus.FaultDetail);
            if (fault == SensorFault.None)
            {
                Found("SHT3x", address);
            }

            return fault;
        }

        private SensorFault SetUp()
        {
            // Made with a reset, after which the driver waits. Whether that arrived shows in the status, and so does whether clearing that did.
            _driver = new Sht3x(_device, Resolution.High);
            SensorFault fault = CheckStatus(ResetDetected);
            if (fault == SensorFault.None)
            {
                fault = Note(_bus.Send(Sht3xBus.ClearStatus), _bus.FaultDetail);
            }

            return fault == SensorFault.None ? CheckStatus(0) : fault;
        }

        /// <inheritdoc/>
        protected override SensorFault MeasureChecked(Reading into)
        {
            if (_bus == null)
            {
                return Note(SensorFault.NoDevice, "not open");
            }

            SensorFault fault = Note(_bus.Send(MeasureCommand | (int)_driver.Resolution), _bus.FaultDetail);
            if (fault == SensorFault.None)
            {
                fault = WaitForValues();
            }

            if (fault == SensorFault.None)
            {
                // A reset is told although the values are right: what caused it may do so again. A heater that is on warms the values.
                fault = CheckStatus(0);
            }

            return fault == SensorFault.None ? Note(_converter.Convert(_data, into), _converter.FaultDetail) : fault;
        }

        private SensorFault WaitForValues()
        {
            Thread.Sleep(MeasuringMs);
            SensorFault fault = _bus.TryReadValues(_data);
            for (int i = 0; i < PollsMax && fault == SensorFault.Timeout; i++)
            {
                Thread.Sleep(PollMs);
                fault = _bus.TryReadValues(_data);
            }

            return fault == SensorFault.Timeout
                ? Note(fault, "no values " + (MeasuringMs + (PollMs * PollsMax)).ToString() + " ms after the command")
                : Note(fault, _bus.FaultDetail);
        }

        // Whether the flags that matter are as expected.
        private SensorFault CheckStatus(int expected)
        {
            SensorFault fault = Note(_bus.TryReadStatus(), _bus.FaultDetail);
            return fault != SensorFault.None || (_bus.Status & CheckedFlags) == expected
                ? fault
                : Note(SensorFault.LostConfiguration, "the status is 0x" + _bus.Status.ToString("X4"));
        }

        /// <inheritdoc/>
        protected override void Release()
        {
            // The driver owns the device it was given.
            if (_driver != null)
            {
                _driver.Dispose();
            }
            else if (_device != null)
            {
                _device.Dispose();
            }

            _driver = null;
            _device = null;
            _bus = null;
        }
    }
}
