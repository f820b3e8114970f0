namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>What a test does within an event.</summary>
    public interface IReaction
    {
        /// <summary>Does it.</summary>
        void React(Rig rig);
    }
}
