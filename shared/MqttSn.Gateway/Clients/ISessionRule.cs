namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Which sessions may go on.</summary>
    public interface ISessionRule
    {
        /// <summary>Whether a session may go on.</summary>
        /// <param name="client">Its client; used during the call only.</param>
        bool MayStay(ClientFacts client);
    }
}
