namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Who tells a client what became of its PUBLISH.</summary>
    internal interface IPublishAnswers
    {
        /// <summary>The broker has it, or it will not. The token is in the table until this takes it out.</summary>
        void OnPublished(ClientSession client, int token, ReturnCode code);
    }
}
