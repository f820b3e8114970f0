namespace SensorNet.SetUp.Tests
{
    /// <summary>A board as an access point: what is prepared holds after <see cref="Restart"/>.</summary>
    public sealed class FakeAccessPoint : IAccessPoint
    {
        /// <summary>Whether a restart changes anything.</summary>
        public bool Works = true;

        /// <summary>Whether the page can be served.</summary>
        public bool Serves = true;

        private bool _isPrepared;

        /// <inheritdoc/>
        public bool IsOpen { get; set; }

        /// <inheritdoc/>
        public string Problem { get; set; }

        /// <summary>The name that was asked for.</summary>
        public string Ssid { get; private set; }

        /// <summary>The password that was asked for.</summary>
        public string Password { get; private set; }

        /// <summary>What serves, or null.</summary>
        public IPortal Portal { get; private set; }

        /// <summary>How often serving was ended.</summary>
        public int Stops { get; private set; }

        /// <summary>The board has restarted.</summary>
        public void Restart()
        {
            IsOpen = Works ? _isPrepared : IsOpen;
            Portal = null;
        }

        /// <inheritdoc/>
        public string[] Scan(int timeoutMs) => new string[] { "house", "<b>\"&'" };

        /// <inheritdoc/>
        public bool PrepareOpen(string ssid, string password)
        {
            Ssid = ssid;
            Password = password;
            _isPrepared = true;
            return Problem == null;
        }

        /// <inheritdoc/>
        public bool PrepareClose()
        {
            _isPrepared = false;
            return true;
        }

        /// <inheritdoc/>
        public bool Serve(IPortal portal)
        {
            Portal = portal;
            return Serves;
        }

        /// <inheritdoc/>
        public void StopServing() => Stops++;
    }
}
