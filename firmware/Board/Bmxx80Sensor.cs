using System.Device.I2c;
using System.Threading;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.FilteringMode;
using Iot.Device.Bmxx80.PowerMode;
using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>
    /// A BME280, or a BMP280 which gives no humidity, found by its chip id. The driver resets it, sets it up and lets it measure. It looks at
    /// no transfer's status, does not wait for the chip after its reset and computes humidity in its own way (docs/sensors.md): what it wrote
    /// is read back here, and values are made of the chip's trimming and data by Bosch's formulas, or there are none.
    /// </summary>
    public sealed class Bmxx80Sensor : I2cSensor
    {
        private const byte Bme280ChipId = 0x60;
        private const byte Bmp280ChipId = 0x58;

        // The start-up takes 2 ms (BST-BME280-DS002, table 1).
        private const int StartUpMs = 10;

        // A copy of the trimming takes less than 1 ms.
        private const int ImagePollsMax = 8;

        private const int PollMs = 5;
        private const int MeasuringPollsMax = 20;

        // A true reading may equal the value of one that was skipped: it does not do so twice running.
        private const int MeasurementsMax = 2;

        private const int AddressFirst = 0x76;
        private const int AddressLast = 0x77;

        private QuantityRange[] _quantities;
        private Bmx280Converter _converter;
        private byte[] _data;
        private I2cDevice _device;
        private Bmx280Registers _registers;
        private Bmx280Base _driver;

        /// <summary>Makes a sensor that is not yet open.</summary>
        /// <param name="sensorAddress">0x76, 0x77, or <see cref="SensorSettings.AddressAuto"/> to try both.</param>
        /// <param name="sdaPin">The GPIO of the data line.</param>
        /// <param name="sclPin">The GPIO of the clock line.</param>
        public Bmxx80Sensor(int sensorAddress, int sdaPin, int sclPin)
            : base(sensorAddress, sdaPin, sclPin)
        {
        }

        /// <inheritdoc/>
        public override QuantityRange[] Quantities => _quantities;

        private bool IsBusy => _registers.IsMeasuring || _registers.IsImageUpdating;

        /// <inheritdoc/>
        protected override SensorFault Find()
        {
            SensorFault fault = SensorFault.NoDevice;
            FaultDetail = NoAnswer(AddressFirst, AddressLast);
            for (int address = AddressFirst; address <= AddressLast; address++)
            {
                if (!IsTried(address))
                {
                    continue;
                }

                _device = I2cDevice.Create(new I2cConnectionSettings(SensorPins.BusId, address, I2cBusSpeed.FastMode));
                _registers = new Bmx280Registers(_device);
                int chipId = _registers.ReadChipId();
                if (chipId == Bme280ChipId || chipId == Bmp280ChipId)
                {
                    return SetUp(chipId, address);
                }

                Release();
                if (chipId >= 0)
                {
                    fault = SensorFault.WrongChip;
                    FaultDetail = "chip id 0x" + chipId.ToString("X2") + " at 0x" + address.ToString("X2")
                        + " is neither a BME280 (0x60) nor a BMP280 (0x58)";
                }
            }

            return fault;
        }

        private SensorFault SetUp(int chipId, int address)
        {
            _registers.HasHumidity = chipId == Bme280ChipId;
            _quantities = _registers.HasHumidity ? Bmx280Converter.Quantities : Bmx280Converter.QuantitiesWithoutHumidity;
            _converter = new Bmx280Converter();
            _data = new byte[_registers.HasHumidity ? Bmx280Converter.DataBytes : Bmx280Converter.DataBytesWithoutHumidity];
            Bme280 bme280 = null;
            if (_registers.HasHumidity)
            {
                bme280 = new Bme280(_device);
                _driver = bme280;
            }
            else
            {
                _driver = new Bmp280(_device);
            }

            // The driver has just reset the chip and written to it without waiting: what it wrote may be lost.
            Thread.Sleep(StartUpMs);
            _driver.TemperatureSampling = Sampling.UltraHighResolution;
            _driver.PressureSampling = Sampling.UltraHighResolution;
            _driver.FilterMode = Bmx280FilteringMode.Off;
            if (bme280 != null)
            {
                bme280.HumiditySampling = Sampling.UltraHighResolution;
            }

            SensorFault fault = TakeTrimming();
            if (fault == SensorFault.None)
            {
                Found(_registers.HasHumidity ? "BME280" : "BMP280", address);
            }

            return fault;
        }

        // The driver has read the trimming, too, but not whether it was there to read.
        private SensorFault TakeTrimming()
        {
            SensorFault fault = WaitUntilIdle(ImagePollsMax);
            byte[] block = new byte[Bmx280Trimming.Bytes];
            byte[] again = new byte[Bmx280Trimming.Bytes];
            if (fault == SensorFault.None)
            {
                fault = Note(_registers.ReadTrimming(block), _registers.FaultDetail);
            }

            if (fault == SensorFault.None)
            {
                fault = Note(_registers.ReadTrimming(again), _registers.FaultDetail);
            }

            return fault == SensorFault.None
                ? Note(_converter.TakeTrimming(block, again, _registers.HasHumidity), _converter.FaultDetail)
                : fault;
        }

        /// <inheritdoc/>
        protected override SensorFault MeasureChecked(Reading into)
        {
            SensorFault fault = SensorFault.NoValue;
            for (int i = 0; i < MeasurementsMax && fault == SensorFault.NoValue; i++)
            {
                FaultDetail = null;
                fault = StartMeasurement();
                if (fault == SensorFault.None)
                {
                    fault = TakeData();
                }

                if (fault == SensorFault.None)
                {
                    fault = Note(_converter.Convert(_data, into), _converter.FaultDetail);
                }
            }

            return fault;
        }

        private SensorFault StartMeasurement()
        {
            // A brownout resets the chip: it then measures nothing, and what it shows looks like values.
            SensorFault fault = CheckControl();
            if (fault != SensorFault.None)
            {
                return fault;
            }

            // The driver reads the register that it writes to: either transfer may be lost, and then the data are those of the last measurement.
            _driver.SetPowerMode(Bmx280PowerMode.Forced);
            fault = CheckControl();
            if (fault == SensorFault.None && !_registers.IsMeasuring)
            {
                return Note(SensorFault.NoValue, "the measurement did not start");
            }

            return fault;
        }

        private SensorFault TakeData()
        {
            Thread.Sleep(_driver.GetMeasurementDuration());
            SensorFault fault = WaitUntilIdle(MeasuringPollsMax);
            if (fault == SensorFault.None)
            {
                fault = Note(_registers.ReadData(_data), _registers.FaultDetail);
            }

            // A reset in between has cleared the data.
            return fault == SensorFault.None ? CheckControl() : fault;
        }

        private SensorFault WaitUntilIdle(int pollsMax)
        {
            SensorFault fault = CheckControl();
            for (int i = 0; i < pollsMax && fault == SensorFault.None && IsBusy; i++)
            {
                Thread.Sleep(PollMs);
                fault = CheckControl();
            }

            return fault == SensorFault.None && IsBusy
                ? Note(SensorFault.Timeout, "not ready after " + (PollMs * pollsMax).ToString() + " ms more than it takes")
                : fault;
        }

        private SensorFault CheckControl() => Note(_registers.CheckControl(), _registers.FaultDetail);

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
            _registers = null;
        }
    }
}
