namespace SensorNet.ConstrainedNode
{
    /// <summary>Looks for messages while the session stays asleep.</summary>
    public sealed class MessageCheck
    {
        private readonly GatewayLink _link;
        private bool _isAsked;

        /// <summary>Makes a check that has not begun.</summary>
        public MessageCheck(GatewayLink link)
        {
            _link = link;
        }

        /// <summary>Begins a check.</summary>
        public void Begin() => _isAsked = false;

        /// <summary>Asks for the messages once the link is up. Returns whether all of them have come.</summary>
        public bool Step()
        {
            if (_link.IsUp && !_isAsked)
            {
                _isAsked = true;
                _link.Notes.IsAwakeDone = false;

                // MQTT-SN 1.2, 6.14: PINGREQ with the client id; messages come until PINGRESP.
                _link.Client.CheckForMessages();
            }

            return _isAsked && _link.Notes.IsAwakeDone;
        }
    }
}
