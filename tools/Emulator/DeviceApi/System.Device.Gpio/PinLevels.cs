using System.Collections.Generic;

namespace System.Device.Gpio;

/// <summary>The pins of a board that are open as outputs, and their levels.</summary>
internal sealed class PinLevels
{
    private readonly Dictionary<int, bool> _levels = [];

    /// <summary>Opens a pin. False when it is open already.</summary>
    public bool TryOpen(int pin)
    {
        lock (_levels)
        {
            return _levels.TryAdd(pin, false);
        }
    }

    /// <summary>Drives a pin.</summary>
    public void Set(int pin, bool isHigh)
    {
        lock (_levels)
        {
            _levels[pin] = isHigh;
        }
    }
}
