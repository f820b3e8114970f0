namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Who a client is, and what the policy was asked for it. Written by Access; null where there is neither identity nor policy.</summary>
    internal sealed class ClientAccess
    {
        /// <summary>Under which identity its last CONNECT came; null for none.</summary>
        internal byte[] Identity;

        /// <summary>The version of the policy that the remembered answers are of.</summary>
        internal int Version;
    }
}
