using System;
using System.Net.NetworkInformation;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>An ESP32. What its firmware build lacks is not known, and nothing fails for that.</summary>
    public sealed class Esp32Board : IBoard
    {
        private byte[] _macAddress;

        /// <inheritdoc/>
        public string Name => (string)ValueOrNull(() => SystemInfo.TargetName) ?? "unknown board";

        /// <inheritdoc/>
        public byte[] MacAddress => _macAddress ?? (_macAddress = (byte[])ValueOrNull(FirstMacAddress));

        /// <inheritdoc/>
        public string ResetReason => (string)ValueOrNull(WakeupReason);

        /// <inheritdoc/>
        public long Restarts => 0;

        /// <inheritdoc/>
        public long RepeatedRestarts => 0;

        /// <inheritdoc/>
        public long ReadFreeMemoryBytes()
        {
            object bytes = ValueOrNull(() => (long)nanoFramework.Runtime.Native.GC.Run(false));
            return bytes == null ? -1 : (long)bytes;
        }

        /// <inheritdoc/>
        public void Reboot(string reason) => Power.RebootDevice(RebootOption.NormalReboot);

        private static object FirstMacAddress()
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    return all[i].PhysicalAddress;
                }
            }

            return all.Length > 0 ? all[0].PhysicalAddress : null;
        }

        // The reset reason itself has no API; why a sleep ended has one.
        private static object WakeupReason()
        {
            switch (Sleep.GetWakeupCause())
            {
                case Sleep.WakeupCause.Timer: return "deep sleep timer";
                case Sleep.WakeupCause.Ext0: return "wake-up pin";
                case Sleep.WakeupCause.Ext1: return "wake-up pins";
                case Sleep.WakeupCause.TouchPad: return "touch pad";
                case Sleep.WakeupCause.Ulp: return "ULP coprocessor";
                default: return null;
            }
        }

        private delegate object Question();

        private static object ValueOrNull(Question ask)
        {
            try
            {
                return ask();
            }
            catch (Exception)
            {
                // An interop assembly without its native part throws NotSupportedException or NotImplementedException at the call:
                // the value is then not known, which the caller says.
                return null;
            }
        }
    }
}
