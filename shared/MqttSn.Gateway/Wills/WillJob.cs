namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A lost client's will on its way to the broker.</summary>
    internal sealed class WillJob
    {
        internal readonly Will Will;
        internal WillJob Next;

        // How often a broker that was there did not take it.
        internal int Refusals;

        internal WillJob(Will will)
        {
            Will = will;
        }
    }
}
