namespace SensorNet.SetUp
{
    /// <summary>The board as a Wi-Fi access point. It becomes one, and a station again, only with a restart. No method throws.</summary>
    public interface IAccessPoint
    {
        /// <summary>Whether the board started as an access point.</summary>
        bool IsOpen { get; }

        /// <summary>What went wrong last, in words, or null.</summary>
        string Problem { get; }

        /// <summary>
        /// The names of the networks in reach, the strongest first; empty where none is found in time. Only for a board that is a station.
        /// </summary>
        /// <param name="timeoutMs">How long it may take.</param>
        string[] Scan(int timeoutMs);

        /// <summary>Makes the next start one as an access point. False when that failed.</summary>
        /// <param name="ssid">Its name, 1 to 31 characters.</param>
        /// <param name="password">Its password, 8 to 63 characters.</param>
        bool PrepareOpen(string ssid, string password);

        /// <summary>Makes the next start one as a station. False when that failed.</summary>
        bool PrepareClose();

        /// <summary>Begins to give out addresses, to answer names and to serve the page. False when that failed.</summary>
        bool Serve(IPortal portal);

        /// <summary>Ends what <see cref="Serve"/> began.</summary>
        void StopServing();
    }
}
