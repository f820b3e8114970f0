namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Gathers the problems of <see cref="GatewaySettings"/>.</summary>
    internal sealed class SettingsCheck
    {
        internal string Problems;

        internal void InRange(string name, long value, long min, long max)
        {
            if (value < min || value > max)
            {
                Add(name + " is " + value.ToString() + ": it must be " + min.ToString() + " to " + max.ToString());
            }
        }

        internal void ZeroOrInRange(string name, long value, long min, long max)
        {
            if (value != 0 && (value < min || value > max))
            {
                Add(name + " is " + value.ToString() + ": it must be 0, or " + min.ToString() + " to " + max.ToString());
            }
        }

        internal void Add(string problem) => Problems = Problems == null ? problem : Problems + "\n" + problem;
    }
}
