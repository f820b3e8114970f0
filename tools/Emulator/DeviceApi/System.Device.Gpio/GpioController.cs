using SensorNet.Emulator;

namespace System.Device.Gpio;

/// <summary>The board's pins.</summary>
public class GpioController
{
    private const int PinMax = 39;
    private const int OutputPinMax = 33;

    /// <summary>Opens a pin as an output.</summary>
    /// <exception cref="ArgumentException">There is no such pin, it cannot be an output, or it is open already.</exception>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        BoardRuntime runtime = BoardRuntime.Current;

        // ESP32 datasheet, 2.2: GPIO 34 to 39 are inputs only.
        if (pinNumber is < 0 or > PinMax || (mode >= PinMode.Output && pinNumber > OutputPinMax))
        {
            throw new ArgumentException($"GPIO {pinNumber} cannot be {mode}.");
        }

        return runtime.Ram<PinLevels>().TryOpen(pinNumber)
            ? new GpioPin(runtime, pinNumber)
            : throw new ArgumentException($"GPIO {pinNumber} is open already.");
    }
}
