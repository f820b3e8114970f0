using SensorNet.Emulator;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Functions of the ESP32's pins.</summary>
public class Configuration
{
    /// <summary>Gives a pin a function.</summary>
    /// <exception cref="System.ArgumentException">There is no such pin.</exception>
    public static void SetPinFunction(int pin, DeviceFunction value) => BoardRuntime.Current.Ram<PinFunctions>().Set(pin, value);

    /// <summary>The pin that has a function, or −1.</summary>
    public static int GetFunctionPin(DeviceFunction function) => BoardRuntime.Current.Ram<PinFunctions>().PinOf(function);
}
