namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Who waits until nothing of a client is on its way to the broker.</summary>
    internal interface IRequestListener
    {
        /// <summary>The broker has answered a request of the client.</summary>
        void OnRequestEnded(ClientSession client);
    }
}
