namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A lost client's will on its way to the broker.</summary>
    internal sealed class WillJob
    {
        internal readonly Will Will;
        internal WillJob Next;

        internal WillJob(Will will)
        {
            Will = will;
        }
    }
}
