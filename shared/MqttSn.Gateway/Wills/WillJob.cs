namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A lost client's will on its way to the broker.</summary>
    internal sealed class WillJob : PendingPublisher
    {
        internal readonly Will Will;
        internal WillJob Next;

        // How often a connected broker did not take it.
        internal int Refusals;

        private readonly WillPublisher _wills;

        internal WillJob(Will will, WillPublisher wills)
        {
            Will = will;
            _wills = wills;
        }

        internal override void OnPublished(int token, ReturnCode code) => _wills.OnPublished(this, token, code == ReturnCode.Accepted);
    }
}
