using System;
using System.Device.Gpio;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>A light at a GPIO that is on while the pin is high.</summary>
    public sealed class GpioLamp : ILamp
    {
        private readonly int _pin;
        private GpioPin _open;

        private GpioLamp(int pin)
        {
            _pin = pin;
        }

        /// <summary>The light at a pin; null below 0. The pin is not touched before the light is switched.</summary>
        public static GpioLamp At(int pin) => pin < 0 ? null : new GpioLamp(pin);

        /// <inheritdoc/>
        public string Light(bool isOn)
        {
            try
            {
                if (_open == null)
                {
                    _open = new GpioController().OpenPin(_pin, PinMode.Output);
                }

                _open.Write(isOn ? PinValue.High : PinValue.Low);
                return null;
            }
            catch (Exception e)
            {
                return "GPIO " + _pin.ToString() + ": " + ExceptionText.Describe(e);
            }
        }
    }
}
