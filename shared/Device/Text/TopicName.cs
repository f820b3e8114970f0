using System;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>A topic name that MQTT 3.1.1 section 4.7 allows in a PUBLISH. A bad one cannot exist.</summary>
    public sealed class TopicName
    {
        /// <summary>The longest name, in bytes of UTF-8: its length is sent as 16 bits.</summary>
        public const int BytesMax = 65535;

        private TopicName(string value)
        {
            Value = value;
        }

        /// <summary>The name.</summary>
        public string Value { get; }

        /// <summary>Makes a topic name.</summary>
        /// <exception cref="ArgumentException">The name is not one; the message says why.</exception>
        public static TopicName Create(string value)
        {
            string problem = Check(value);
            if (problem != null)
            {
                throw new ArgumentException(problem);
            }

            return new TopicName(value);
        }

        /// <summary>Says what is wrong with a topic name, or null when nothing is.</summary>
        public static string Check(string value)
        {
            // [MQTT-4.7.3-1]
            if (value == null || value.Length == 0)
            {
                return "a topic name has at least one character";
            }

            for (int i = 0; i < value.Length; i++)
            {
                char c = value[i];

                // [MQTT-3.3.2-2]
                if (c == '+' || c == '#')
                {
                    return "a topic name has no wildcard (+ or #)";
                }

                // [MQTT-4.7.3-2] forbids NUL; [MQTT-1.5.3-2] lets a broker close the connection for the other control characters.
                if (c < 0x20 || (c >= 0x7F && c < 0xA0))
                {
                    return "a topic name has no control characters";
                }
            }

            // [MQTT-4.7.2-1] keeps names that begin with $ for the broker.
            if (value[0] == '$')
            {
                return "a topic name does not begin with $, which is the broker's";
            }

            // [MQTT-4.7.3-3]
            if (Encoding.UTF8.GetBytes(value).Length > BytesMax)
            {
                return "a topic name has at most 65535 bytes";
            }

            return null;
        }
    }
}
