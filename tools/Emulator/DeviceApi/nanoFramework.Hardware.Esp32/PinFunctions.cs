using System;
using System.Collections.Generic;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Which pin has which function, as held in RAM since the boot.</summary>
internal sealed class PinFunctions
{
    /// <summary>What <see cref="Configuration.GetFunctionPin"/> gives for a function that no pin has.</summary>
    public const int NoPin = -1;

    private const int GpioPinMax = 39;

    // What the ESP32 firmware sets for a board that says nothing else.
    private readonly Dictionary<DeviceFunction, int> _pins = new()
    {
        [DeviceFunction.I2C1_DATA] = 18,
        [DeviceFunction.I2C1_CLOCK] = 19,
        [DeviceFunction.I2C2_DATA] = 25,
        [DeviceFunction.I2C2_CLOCK] = 26,
    };

    public void Set(int pin, DeviceFunction function)
    {
        if (pin is < NoPin or > GpioPinMax)
        {
            throw new ArgumentException($"There is no pin {pin}: an ESP32 has 0 to {GpioPinMax}.");
        }

        lock (_pins)
        {
            _pins[function] = pin;
        }
    }

    public int PinOf(DeviceFunction function)
    {
        lock (_pins)
        {
            return _pins.GetValueOrDefault(function, NoPin);
        }
    }

    public (int DataPin, int ClockPin) I2cPins(int busId) => busId == 1
        ? (PinOf(DeviceFunction.I2C1_DATA), PinOf(DeviceFunction.I2C1_CLOCK))
        : (PinOf(DeviceFunction.I2C2_DATA), PinOf(DeviceFunction.I2C2_CLOCK));
}
