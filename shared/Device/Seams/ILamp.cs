namespace SensorNet.Device
{
    /// <summary>A light on the board.</summary>
    public interface ILamp
    {
        /// <summary>Switches it. Null when it is done; otherwise why it is not, in words. Never throws.</summary>
        string Light(bool isOn);
    }
}
