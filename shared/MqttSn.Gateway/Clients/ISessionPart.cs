namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What keeps a part of the sessions of clients.</summary>
    internal interface ISessionPart
    {
        /// <summary>The client's session has ended: nothing of it is kept.</summary>
        void Clear(ClientSession client);
    }
}
