using System;
using System.Device.I2c;
using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>A BME280's or BMP280's registers, read with a look at the status of every transfer, which the driver does not take.</summary>
    internal sealed class Bmx280Registers
    {
        private const byte ChipIdRegister = 0xD0;

        // ctrl_hum, status, ctrl_meas and config follow each other.
        private const byte ControlRegister = 0xF2;

        // osrs_t and osrs_p x16 (5.4.5), osrs_h x16 (5.4.3), no filter and no 3-wire SPI (5.4.6).
        private const int CtrlMeasMask = 0xFC;
        private const int CtrlMeasExpected = 0xB4;
        private const int CtrlHumMask = 0x07;
        private const int CtrlHumExpected = 0x05;
        private const int ConfigMask = 0x1D;

        // 5.4.4 and 5.4.5.
        private const int StatusMeasuring = 0x08;
        private const int StatusImageUpdating = 0x01;
        private const int ModeMask = 0x03;
        private const int ModeNormal = 0x03;

        private readonly I2cDevice _device;
        private readonly byte[] _address = new byte[1];
        private readonly byte[] _chipId = new byte[1];
        private readonly byte[] _control = new byte[4];

        /// <summary>Reads the registers of the chip that is on the bus as <paramref name="device"/>.</summary>
        public Bmx280Registers(I2cDevice device)
        {
            _device = device;
        }

        /// <summary>Whether the chip has a ctrl_hum, its trimming and its data a humidity.</summary>
        public bool HasHumidity { get; set; }

        /// <summary>What the last fault was. Null when there was none.</summary>
        public string FaultDetail { get; private set; }

        /// <summary>As <see cref="CheckControl"/> last read it: whether a measurement runs, or is about to.</summary>
        public bool IsMeasuring => (_control[1] & StatusMeasuring) != 0 || (_control[2] & ModeMask) != 0;

        /// <summary>As <see cref="CheckControl"/> last read it: whether the chip copies its trimming.</summary>
        public bool IsImageUpdating => (_control[1] & StatusImageUpdating) != 0;

        /// <summary>The chip's id, or −1 when it was not read.</summary>
        public int ReadChipId() => Read(ChipIdRegister, _chipId) == SensorFault.None ? _chipId[0] : -1;

        /// <summary>Reads the control registers and the status, and compares what the driver was to write with what it wrote.</summary>
        public SensorFault CheckControl()
        {
            SensorFault fault = Read(ControlRegister, _control);
            if (fault != SensorFault.None)
            {
                return fault;
            }

            int ctrlMeas = _control[2];
            if ((ctrlMeas & CtrlMeasMask) == CtrlMeasExpected
                && (ctrlMeas & ModeMask) != ModeNormal
                && (!HasHumidity || (_control[0] & CtrlHumMask) == CtrlHumExpected)
                && (_control[3] & ConfigMask) == 0)
            {
                return SensorFault.None;
            }

            FaultDetail = "ctrl_meas is 0x" + ctrlMeas.ToString("X2")
                + ", ctrl_hum is 0x" + _control[0].ToString("X2")
                + ", config is 0x" + _control[3].ToString("X2");
            return SensorFault.LostConfiguration;
        }

        /// <summary>Reads a block of trimming, of <see cref="Bmx280Trimming.Bytes"/>.</summary>
        public SensorFault ReadTrimming(byte[] into)
        {
            byte[] first = new byte[HasHumidity ? Bmx280Trimming.FirstBytes : Bmx280Trimming.BytesWithoutHumidity];
            SensorFault fault = Read(Bmx280Trimming.FirstRegister, first);
            Array.Copy(first, 0, into, 0, first.Length);
            if (fault == SensorFault.None && HasHumidity)
            {
                byte[] humidity = new byte[Bmx280Trimming.HumidityBytes];
                fault = Read(Bmx280Trimming.HumidityRegister, humidity);
                Array.Copy(humidity, 0, into, Bmx280Trimming.FirstBytes, humidity.Length);
            }

            return fault;
        }

        /// <summary>Reads the data registers in one burst: several reads may mix two measurements (BST-BME280-DS002, 4).</summary>
        /// <param name="into">As long as the chip's data.</param>
        public SensorFault ReadData(byte[] into) => Read(Bmx280Converter.DataRegister, into);

        private SensorFault Read(byte register, byte[] into)
        {
            _address[0] = register;
            FaultDetail = null;
            if (_device.WriteRead(_address, into).Status == I2cTransferStatus.FullTransfer)
            {
                return SensorFault.None;
            }

            FaultDetail = "the chip does not acknowledge a read of 0x" + register.ToString("X2");
            return SensorFault.BusError;
        }
    }
}
