namespace SensorNet.Device
{
    /// <summary>What a firmware does for commands. All of it on the loop's thread.</summary>
    public interface ICommandActions
    {
        /// <summary>Takes a reading now. Null when there is one; otherwise why there is none.</summary>
        string Read(long nowMs);

        /// <summary>Takes what holds at once from other settings.</summary>
        /// <param name="settings">As the firmware's parser gave them.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        void Apply(object settings, long nowMs);
    }
}
