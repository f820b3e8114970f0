namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What is due of clients, the earliest first.</summary>
    internal sealed class ClientTimeouts
    {
        private readonly ClientDeadlines _deadlines;
        private readonly Delivery _delivery;
        private readonly ClientLinks _links;
        private readonly Recalls _recalls;
        private readonly ConnectionEnds _ends;
        private readonly ConnectDialogue _dialogue;

        internal ClientTimeouts(
            ClientDeadlines deadlines, Delivery delivery, ClientLinks links, Recalls recalls, ConnectionEnds ends, ConnectDialogue dialogue)
        {
            _deadlines = deadlines;
            _delivery = delivery;
            _links = links;
            _recalls = recalls;
            _ends = ends;
            _dialogue = dialogue;
        }

        internal void OnTime()
        {
            // Ends: a client that is taken out is put back at a later time.
            ClientSession client = _deadlines.TakeDue();
            while (client != null)
            {
                OnTimer(client);
                client = _deadlines.TakeDue();
            }
        }

        // It is in no timer any more.
        private void OnTimer(ClientSession client)
        {
            if (client.IsConnected)
            {
                if (_deadlines.HasPassed(_deadlines.LostAtMs(client)))
                {
                    _ends.Lose(client);
                }
                else if (client.Queue != null && _deadlines.HasPassed(client.Queue.RetryAtMs))
                {
                    _delivery.OnTimer(client);
                }
            }
            else if (client.State == ClientStage.Disconnected)
            {
                if (_deadlines.HasPassed(_deadlines.ExpiresAtMs(client)))
                {
                    _ends.Expire(client);
                }
            }
            else if (_deadlines.HasPassed(client.Connect.RetryAtMs))
            {
                _dialogue.OnTimer(client);
            }

            if (client.Link != null && _deadlines.HasPassed(client.Link.ReopenAtMs))
            {
                _links.Reopen(client);
            }

            if (_deadlines.HasPassed(ClientDeadlines.RecallAtMs(client)))
            {
                _recalls.OnTimer(client);
            }

            if (client.State != ClientStage.Free)
            {
                _deadlines.Arm(client);
            }
        }
    }
}
