using System;
using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>Predefined topics as text: <c>1=devices/garden/readings;2=devices/attic/readings</c>.</summary>
    public static class PredefinedTopicsText
    {
        /// <summary>What is allowed.</summary>
        public const string AllowedText = "entries such as 1=devices/garden/readings with ; between them";

        /// <summary>Splits a text into its entries.</summary>
        public static string[] Split(string text) => text.Split(';');

        /// <summary>Adds an entry to the topics.</summary>
        /// <returns>Null, or what is wrong with it.</returns>
        public static string Add(PredefinedTopics topics, string entry)
        {
            int equals = entry.IndexOf('=');
            int id = equals < 1 ? -1 : Number(entry, equals);
            if (id < 0)
            {
                return "there is no topic id (1 to 65534) and = before the name";
            }

            try
            {
                topics.Add(id, Encoding.UTF8.GetBytes(entry.Substring(equals + 1)));
                return null;
            }
            catch (ArgumentException e)
            {
                return e.Message;
            }
        }

        /// <summary>The rule for a whole text.</summary>
        public static string BrokenRule(string text)
        {
            PredefinedTopics topics = new PredefinedTopics();
            string[] entries = Split(text);
            for (int i = 0; i < entries.Length; i++)
            {
                string problem = Add(topics, entries[i]);
                if (problem != null)
                {
                    return AllowedText + " (entry " + (i + 1).ToString() + ": " + problem + ")";
                }
            }

            return null;
        }

        // The number of the first characters, or −1. Too large a number is refused by its range.
        private static int Number(string text, int length)
        {
            const int DigitsMax = 6;
            int number = 0;
            for (int i = 0; i < length; i++)
            {
                if (text[i] < '0' || text[i] > '9' || length > DigitsMax)
                {
                    return -1;
                }

                number = (number * 10) + (text[i] - '0');
            }

            return number;
        }
    }
}
