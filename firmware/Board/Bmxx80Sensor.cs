using System;
using System.Device.I2c;
using System.Threading;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.FilteringMode;
using Iot.Device.Bmxx80.ReadResult;
using nanoFramework.Hardware.Esp32;
using SensorNet.Node;
using UnitsNet;

namespace SensorNet.Boards
{
    /// <summary>
    /// A BME280, or a BMP280 which gives no humidity, found by its chip id. The driver looks at no transfer's status and does not wait for
    /// the chip after its reset, so both are done here: a chip that stopped answering must not pass for a cold day.
    /// </summary>
    public sealed class Bmxx80Sensor : ISensor
    {
        private const int BusId = 1;
        private const byte ChipIdRegister = 0xD0;
        private const byte CtrlHumRegister = 0xF2;
        private const byte CtrlMeasRegister = 0xF4;
        private const byte Bme280ChipId = 0x60;
        private const byte Bmp280ChipId = 0x58;

        // The start-up takes 2 ms (BST-BME280-DS002, table 1).
        private const int StartUpMs = 10;

        // osrs_t and osrs_p x16 (5.4.5), the mode left out; osrs_h x16 (5.4.3).
        private const int CtrlMeasMask = 0xFC;
        private const int CtrlMeasExpected = 0xB4;
        private const int CtrlHumMask = 0x07;
        private const int CtrlHumExpected = 0x05;

        private const int MeasuringPollMs = 5;
        private const int MeasuringPollsMax = 20;

        private readonly int _sensorAddress;
        private readonly int _sdaPin;
        private readonly int _sclPin;
        private readonly byte[] _register = new byte[1];
        private I2cDevice _device;
        private Bmx280Base _driver;
        private Bme280 _bme280;
        private Bmp280 _bmp280;
        private bool _arePinsSet;

        /// <summary>Makes a sensor that is not yet open.</summary>
        /// <param name="sensorAddress">0x76, 0x77, or <see cref="NodeSettings.SensorAddressAuto"/> to try both.</param>
        /// <param name="sdaPin">The GPIO of the data line.</param>
        /// <param name="sclPin">The GPIO of the clock line.</param>
        public Bmxx80Sensor(int sensorAddress, int sdaPin, int sclPin)
        {
            _sensorAddress = sensorAddress;
            _sdaPin = sdaPin;
            _sclPin = sclPin;
        }

        /// <inheritdoc/>
        public string Description { get; private set; }

        /// <inheritdoc/>
        public string FaultDetail { get; private set; }

        /// <inheritdoc/>
        public SensorFault Open()
        {
            try
            {
                FaultDetail = null;
                Release();
                SetPins();
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

        private SensorFault Find()
        {
            SensorFault fault = SensorFault.NoDevice;
            FaultDetail = _sensorAddress == NodeSettings.SensorAddressAuto
                ? "nothing answers at 0x76 or 0x77"
                : "nothing answers at 0x" + _sensorAddress.ToString("X2");
            for (int address = 0x76; address <= 0x77; address++)
            {
                if (_sensorAddress != NodeSettings.SensorAddressAuto && _sensorAddress != address)
                {
                    continue;
                }

                _device = I2cDevice.Create(new I2cConnectionSettings(BusId, address, I2cBusSpeed.FastMode));
                int chipId = ReadRegister(ChipIdRegister);
                if (chipId == Bme280ChipId || chipId == Bmp280ChipId)
                {
                    return SetUp(chipId, address);
                }

                Release();
                if (chipId >= 0)
                {
                    fault = SensorFault.WrongChip;
                    FaultDetail = "chip id 0x" + chipId.ToString("X2") + " at 0x" + address.ToString("X2") + " is neither a BME280 (0x60) nor a BMP280 (0x58)";
                }
            }

            return fault;
        }

        private SensorFault SetUp(int chipId, int address)
        {
            if (chipId == Bme280ChipId)
            {
                _bme280 = new Bme280(_device);
                _driver = _bme280;
            }
            else
            {
                _bmp280 = new Bmp280(_device);
                _driver = _bmp280;
            }

            // The driver has just reset the chip and written to it without waiting: what it wrote may be lost.
            Thread.Sleep(StartUpMs);
            _driver.TemperatureSampling = Sampling.UltraHighResolution;
            _driver.PressureSampling = Sampling.UltraHighResolution;
            _driver.FilterMode = Bmx280FilteringMode.Off;
            if (_bme280 != null)
            {
                _bme280.HumiditySampling = Sampling.UltraHighResolution;
            }

            SensorFault fault = CheckConfiguration();
            if (fault == SensorFault.None)
            {
                FaultDetail = null;
                Describe((chipId == Bme280ChipId ? "BME280" : "BMP280") + " at 0x" + address.ToString("X2"));
            }

            return fault;
        }

        private SensorFault MeasureChecked(Reading into)
        {
            // A brownout resets the chip: it then measures nothing, and what it shows looks like values.
            SensorFault fault = CheckConfiguration();
            if (fault != SensorFault.None)
            {
                return fault;
            }

            Bmp280ReadResult result = _bme280 != null ? _bme280.Read() : _bmp280.Read();
            if (!WaitUntilMeasured(ref result))
            {
                FaultDetail = "still measuring after " + (MeasuringPollMs * MeasuringPollsMax).ToString() + " ms more than it takes";
                return SensorFault.Timeout;
            }

            fault = CheckConfiguration();
            if (fault == SensorFault.None)
            {
                Fill(into, result);
            }

            return fault;
        }

        // The driver waits for the longest measuring time; a chip that is not ready by then is read once more when it is.
        private bool WaitUntilMeasured(ref Bmp280ReadResult result)
        {
            if (!_driver.ReadStatus().Measuring)
            {
                return true;
            }

            for (int i = 0; i < MeasuringPollsMax; i++)
            {
                Thread.Sleep(MeasuringPollMs);
                if (!_driver.ReadStatus().Measuring)
                {
                    result = _bme280 != null ? _bme280.Read() : _bmp280.Read();
                    return !_driver.ReadStatus().Measuring;
                }
            }

            return false;
        }

        private void Fill(Reading into, Bmp280ReadResult result)
        {
            into.HasTemperature = result.TemperatureIsValid && TryScale(result.Temperature.DegreesCelsius, 100, out into.TemperatureCentiCelsius);
            into.HasPressure = result.PressureIsValid && TryScale(result.Pressure.Pascals, 10, out into.PressureDeciPascals);
            Bme280ReadResult withHumidity = result as Bme280ReadResult;
            if (withHumidity != null)
            {
                into.HasHumidity = withHumidity.HumidityIsValid && TryScale(withHumidity.Humidity.Percent, 1000, out into.HumidityMilliPercent);
            }
        }

        private SensorFault CheckConfiguration()
        {
            int ctrlMeas = ReadRegister(CtrlMeasRegister);
            int ctrlHum = _bme280 == null ? CtrlHumExpected : ReadRegister(CtrlHumRegister);
            if (ctrlMeas < 0 || ctrlHum < 0)
            {
                FaultDetail = "the chip does not acknowledge";
                return SensorFault.BusError;
            }

            if ((ctrlMeas & CtrlMeasMask) != CtrlMeasExpected || (ctrlHum & CtrlHumMask) != CtrlHumExpected)
            {
                FaultDetail = "ctrl_meas is 0x" + ctrlMeas.ToString("X2") + ", ctrl_hum is 0x" + ctrlHum.ToString("X2");
                return SensorFault.LostConfiguration;
            }

            return SensorFault.None;
        }

        // The register's value, or −1 when a transfer was not acknowledged.
        private int ReadRegister(byte register)
        {
            if (_device.WriteByte(register).Status != I2cTransferStatus.FullTransfer
                || _device.Read(_register).Status != I2cTransferStatus.FullTransfer)
            {
                return -1;
            }

            return _register[0];
        }

        private void SetPins()
        {
            if (_arePinsSet)
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
                FaultDetail = null;
            }

            // Only now: a pin that the board refuses is said at each attempt, and not just at the first.
            _arePinsSet = true;
        }

        private void Release()
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
            _bme280 = null;
            _bmp280 = null;
            _device = null;
        }

        private void Describe(string description)
        {
            if (Description != description)
            {
                Description = description;
            }
        }

        // Rounds to the nearest. False for what is no number, or too large for the result.
        private static bool TryScale(double value, int scale, out int scaled)
        {
            double product = value * scale;
            bool isInRange = product > -2000000000.0 && product < 2000000000.0;
            scaled = isInRange ? (int)(product < 0 ? product - 0.5 : product + 0.5) : 0;
            return isInRange;
        }
    }
}
