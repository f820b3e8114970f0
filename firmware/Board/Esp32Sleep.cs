using System;
using nanoFramework.Hardware.Esp32;
using SensorNet.ConstrainedNode;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The ESP32's sleep modes, ended by its timer.</summary>
    public sealed class Esp32Sleep : ISleep
    {
        private readonly WifiNetwork _network;
        private readonly ILog _log;

        /// <summary>Makes it.</summary>
        /// <param name="network">Is left before a sleep.</param>
        /// <param name="log">Is told where the board refuses to sleep.</param>
        public Esp32Sleep(WifiNetwork network, ILog log)
        {
            _network = network;
            _log = log;
        }

        /// <inheritdoc/>
        public bool WokeFromDeepSleep
        {
            get
            {
                try
                {
                    return Sleep.GetWakeupCause() == Sleep.WakeupCause.Timer;
                }
                catch (NotSupportedException)
                {
                    // A firmware build without this native part: then the board cannot sleep either.
                    return false;
                }
            }
        }

        /// <inheritdoc/>
        public bool LightSleep(int milliseconds)
        {
            _network.Leave();
            EspNativeError error = EnableTimer(milliseconds);
            error = error == EspNativeError.OK ? Sleep.StartLightSleep() : error;
            if (error != EspNativeError.OK)
            {
                _log.Write("the board refuses to sleep (error " + ((int)error).ToString() + "): waiting instead");
            }

            return error == EspNativeError.OK;
        }

        /// <inheritdoc/>
        public void DeepSleep(int milliseconds)
        {
            _network.Leave();
            EspNativeError error = EnableTimer(milliseconds);
            if (error != EspNativeError.OK)
            {
                throw new InvalidOperationException(
                    "the wake-up timer of " + milliseconds.ToString() + " ms is refused (error " + ((int)error).ToString() + ")");
            }

            Sleep.StartDeepSleep();
        }

        private static EspNativeError EnableTimer(int milliseconds) =>
            Sleep.EnableWakeupByTimer(new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond));
    }
}
