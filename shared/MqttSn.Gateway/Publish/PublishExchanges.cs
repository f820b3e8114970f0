namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's exchanges, with whom the broker's answers are for.</summary>
    internal sealed class PublishExchanges : ClientExchanges
    {
        private readonly ClientSession _client;
        private readonly Publishing _publishing;

        internal PublishExchanges(ClientSession client, Publishing publishing)
        {
            _client = client;
            _publishing = publishing;
        }

        internal override long Session => _client.IsKept ? _client.Number : 0;

        internal override void OnPublished(int token, ReturnCode code) => _publishing.OnPublished(_client, token, code);
    }
}
