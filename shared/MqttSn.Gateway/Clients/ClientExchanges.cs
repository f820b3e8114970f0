namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's exchanges at QoS 1 and 2 towards the broker. Written by Publish.</summary>
    internal sealed class ClientExchanges : PendingPublisher
    {
        /// <summary>The ids of QoS 2 that it has not released; null until there is one.</summary>
        internal ReceivedIds Received;

        private readonly ClientSession _client;
        private readonly IPublishAnswers _answers;

        internal ClientExchanges(ClientSession client, IPublishAnswers answers)
        {
            _client = client;
            _answers = answers;
        }

        internal override void OnPublished(int token, ReturnCode code)
        {
            _answers.OnPublished(_client, token, code);
        }
    }
}
