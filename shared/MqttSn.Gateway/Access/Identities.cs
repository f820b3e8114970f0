namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Identities of senders: UTF-8 octets, or null for none.</summary>
    internal static class Identities
    {
        /// <summary>Whether both are the same. What passes one on uses one array for a session, so that this is one comparison.</summary>
        internal static bool AreSame(byte[] left, byte[] right)
        {
            return left == right
                || (left != null && right != null && Octets.AreSame(left, right, 0, right.Length));
        }
    }
}
