namespace SensorNet.Sensing
{
    /// <summary>Names of <see cref="SensorFault"/> for people: an enum's ToString gives its number on the device.</summary>
    public static class SensorFaults
    {
        /// <summary>The fault in a few lower-case words.</summary>
        public static string Describe(SensorFault fault)
        {
            switch (fault)
            {
                case SensorFault.None: return "no fault";
                case SensorFault.NoDevice: return "no device";
                case SensorFault.WrongChip: return "wrong chip";
                case SensorFault.BusError: return "bus error";
                case SensorFault.Timeout: return "timeout";
                case SensorFault.LostConfiguration: return "lost configuration";
                case SensorFault.Implausible: return "implausible value";
                case SensorFault.Stuck: return "stuck value";
                case SensorFault.NoValue: return "no value";
                case SensorFault.BadTrimming: return "bad trimming";
                case SensorFault.BadChecksum: return "bad checksum";
                default: return "fault " + ((int)fault).ToString();
            }
        }
    }
}
