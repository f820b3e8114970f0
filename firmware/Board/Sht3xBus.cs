using System.Device.I2c;
using System.Threading;
using SensorNet.Sensing;

namespace SensorNet.Boards
{
    /// <summary>
    /// An SHT3x's commands (Sensirion data sheet SHT3x-DIS), each with a look at the transfer's status, which the driver does not take.
    /// </summary>
    internal sealed class Sht3xBus
    {
        /// <summary>Ends the periodic mode (4.8).</summary>
        public const int Break = 0x3093;

        /// <summary>Clears the status register's flags (4.11).</summary>
        public const int ClearStatus = 0x3041;

        private const int ReadStatus = 0xF32D;

        // From one command to the next it needs 1 ms (4).
        private const int CommandGapMs = 2;

        private readonly I2cDevice _device;
        private readonly Sht3xConverter _converter;
        private readonly byte[] _command = new byte[2];
        private readonly byte[] _status = new byte[Sht3xConverter.StatusBytes];

        /// <summary>Sends commands to the chip that is on the bus as <paramref name="device"/>.</summary>
        public Sht3xBus(I2cDevice device, Sht3xConverter converter)
        {
            _device = device;
            _converter = converter;
        }

        /// <summary>What the last fault was. Null when there was none.</summary>
        public string FaultDetail { get; private set; }

        /// <summary>The status register as <see cref="TryReadStatus"/> last read it.</summary>
        public int Status { get; private set; }

        /// <summary>Sends a command, and waits for as long as the chip needs before the next.</summary>
        public SensorFault Send(int command)
        {
            SetCommand(command);
            SensorFault fault = Check(_device.Write(_command).Status, command);
            Thread.Sleep(CommandGapMs);
            return fault;
        }

        /// <summary>Reads the status register, and waits for as long as the chip needs before the next command.</summary>
        public SensorFault TryReadStatus()
        {
            SetCommand(ReadStatus);
            SensorFault fault = Check(_device.WriteRead(_command, _status).Status, ReadStatus);
            Thread.Sleep(CommandGapMs);
            if (fault != SensorFault.None)
            {
                return fault;
            }

            Status = _converter.Status(_status);
            FaultDetail = _converter.FaultDetail;
            return FaultDetail == null ? SensorFault.None : SensorFault.BadChecksum;
        }

        /// <summary>Reads a measurement's values. While they are not there the chip does not acknowledge its address (4.4).</summary>
        /// <returns><see cref="SensorFault.Timeout"/> when they are not there yet.</returns>
        public SensorFault TryReadValues(byte[] into)
        {
            I2cTransferStatus status = _device.Read(into).Status;
            if (status == I2cTransferStatus.FullTransfer)
            {
                FaultDetail = null;
                return SensorFault.None;
            }

            FaultDetail = "a read of the values ended with transfer status " + ((int)status).ToString();
            return status == I2cTransferStatus.SlaveAddressNotAcknowledged ? SensorFault.Timeout : SensorFault.BusError;
        }

        private void SetCommand(int command)
        {
            _command[0] = (byte)(command >> 8);
            _command[1] = (byte)command;
        }

        private SensorFault Check(I2cTransferStatus status, int command)
        {
            FaultDetail = status == I2cTransferStatus.FullTransfer
                ? null
                : "command 0x" + command.ToString("X4") + " ended with transfer status " + ((int)status).ToString();
            return FaultDetail == null ? SensorFault.None : SensorFault.BusError;
        }
    }
}
