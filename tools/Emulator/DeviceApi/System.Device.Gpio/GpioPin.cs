using SensorNet.Emulator;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public class GpioPin
{
    private readonly BoardRuntime _runtime;

    internal GpioPin(BoardRuntime runtime, int pinNumber)
    {
        _runtime = runtime;
        PinNumber = pinNumber;
    }

    /// <summary>Which pin.</summary>
    public int PinNumber { get; }

    /// <summary>Drives the pin.</summary>
    public void Write(PinValue value) => _runtime.Ram<PinLevels>().Set(PinNumber, value == PinValue.High);
}
