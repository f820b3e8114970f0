using System;
using System.Collections;

namespace SensorNet.Device.Tests
{
    /// <summary>Looks into payloads.</summary>
    public static class Payloads
    {
        /// <summary>A member's value as it stands in a JSON object (a string without its quotes), or null when it is not there.</summary>
        public static string Member(string json, string name)
        {
            ArrayList members;
            string error = JsonReader.Read(Texts.Utf8(json), out members);
            if (error != null)
            {
                throw new ArgumentException(json + " is no JSON: " + error);
            }

            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                if (member.Name == name)
                {
                    return member.Value;
                }
            }

            return null;
        }

        /// <summary>A member's value as a number.</summary>
        public static long Number(string json, string name)
        {
            string value = Member(json, name);
            if (value == null)
            {
                throw new ArgumentException(json + " has no " + name);
            }

            return long.Parse(value);
        }

        /// <summary>What there is to say about the numbers of a member in messages: null when they rise by one from the first to the last.</summary>
        public static string NotRising(ArrayList messages, string name, long first, int count)
        {
            if (messages.Count != count)
            {
                return messages.Count.ToString() + " messages where " + count.ToString() + " were expected";
            }

            for (int i = 0; i < messages.Count; i++)
            {
                string payload = ((PublishedMessage)messages[i]).Payload;
                if (Number(payload, name) != first + i)
                {
                    return payload + " where " + name + " " + (first + i).ToString() + " was expected";
                }
            }

            return null;
        }
    }
}
