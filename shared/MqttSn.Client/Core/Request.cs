using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands without a handle, save those that wait until the queue is empty (<see cref="Pending"/>).</summary>
    [Flags]
    internal enum Request : byte
    {
        Abort = 1,
        Connect = 2,
        Discover = 4,
        Wake = 8,
        Check = 16,
        Ping = 32,
    }
}
