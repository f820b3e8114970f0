namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A lost client's will on its way to the broker.</summary>
    internal sealed class WillJob : PendingPublisher
    {
        internal readonly Will Will;

        /// <summary>The number that the journal knows it by.</summary>
        internal readonly long Number;
        internal WillJob Next;

        // How often a connected broker did not take it.
        internal int Refusals;

        private readonly WillPublisher _wills;

        internal WillJob(long number, Will will, WillPublisher wills)
        {
            Number = number;
            Will = will;
            _wills = wills;
        }

        internal override void OnPublished(int token, ReturnCode code) => _wills.OnPublished(this, token, code == ReturnCode.Accepted);
    }
}
