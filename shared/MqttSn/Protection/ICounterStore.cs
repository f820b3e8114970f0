namespace SensorNet.MqttSn
{
    /// <summary>Keeps one number over restarts and losses of power.</summary>
    public interface ICounterStore
    {
        /// <summary>What was written last; 0 where nothing was.</summary>
        /// <param name="value">The number.</param>
        /// <returns>False when there is something that cannot be read, so that the number is not known.</returns>
        bool TryRead(out uint value);

        /// <summary>Writes a number. False when that failed: what was there before still is.</summary>
        bool TryWrite(uint value);
    }
}
