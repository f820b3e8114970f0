using System.Text;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Shared subscriptions: <c>$share/{group}/{filter}</c> (MQTT 5, 4.8.2). Of the clients that share one, each message goes to one.
    /// </summary>
    internal static class SharedFilters
    {
        private static readonly byte[] Prefix = Encoding.UTF8.GetBytes("$share/");

        /// <summary>Whether a filter is one, well formed or not.</summary>
        internal static bool IsShared(byte[] buffer, int offset, int length)
        {
            int at = 0;
            while (at < Prefix.Length && at < length && buffer[offset + at] == Prefix[at])
            {
                at++;
            }

            return at == Prefix.Length;
        }

        /// <summary>Where the filter proper begins in one that is shared, from its first octet on; 0 where it is malformed.</summary>
        internal static int FilterOffset(byte[] buffer, int offset, int length)
        {
            int at = Prefix.Length;
            while (at < length && buffer[offset + at] != (byte)'/')
            {
                // [MQTT-4.8.2-2].
                if (buffer[offset + at] == (byte)'+' || buffer[offset + at] == (byte)'#')
                {
                    return 0;
                }

                at++;
            }

            // [MQTT-4.8.2-1], [MQTT-4.8.2-2]: a group of at least one character, and a filter behind it.
            return at > Prefix.Length && at + 1 < length ? at + 1 : 0;
        }
    }
}
