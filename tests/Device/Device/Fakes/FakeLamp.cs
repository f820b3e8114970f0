namespace SensorNet.Device.Tests
{
    /// <summary>A light that counts.</summary>
    public sealed class FakeLamp : ILamp
    {
        /// <summary>Whether it is on.</summary>
        public bool IsOn { get; private set; }

        /// <summary>How often it was switched on.</summary>
        public int Flashes { get; private set; }

        /// <inheritdoc/>
        public string Light(bool isOn)
        {
            IsOn = isOn;
            Flashes += isOn ? 1 : 0;
            return null;
        }
    }
}
