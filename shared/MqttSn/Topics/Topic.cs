using System;
using System.Text;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// A topic to publish or subscribe to: a topic name, a predefined topic id or a short topic name (MQTT-SN 1.2, 3 and 6.7). Made once and
    /// used again, a publish allocates nothing. Does not change once made.
    /// </summary>
    public sealed class Topic
    {
        /// <summary>The name in UTF-8; empty for a predefined topic id. Not to be changed.</summary>
        public readonly byte[] Octets;

        private Topic(TopicIdType type, int id, byte[] octets, bool hasWildcard)
        {
            Type = type;
            Id = id;
            Octets = octets;
            HasWildcard = hasWildcard;
        }

        /// <summary>The kind of topic.</summary>
        public TopicIdType Type { get; }

        /// <summary>The predefined topic id, or the two octets of the short topic name, the first in the high one; 0 for a topic name.</summary>
        public int Id { get; }

        /// <summary>Whether it is a filter with wildcards: for subscriptions only.</summary>
        public bool HasWildcard { get; }

        /// <summary>The octets of the name in UTF-8; 0 for a predefined topic id.</summary>
        public int NameLength => Octets.Length;

        /// <summary>A topic name, or a filter with wildcards.</summary>
        /// <param name="name">1 character or more. MQTT 3.1.1, 4.7 has the rules.</param>
        /// <exception cref="ArgumentException">It breaks one of them.</exception>
        public static Topic FromName(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException("name");
            }

            byte[] octets = Encoding.UTF8.GetBytes(name);
            return FromOctets(octets, 0, octets.Length);
        }

        /// <summary>A topic name, or a filter with wildcards, from its UTF-8 octets, which are copied.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <exception cref="ArgumentException">It is not a filter by the rules of MQTT 3.1.1, 4.7.</exception>
        public static Topic FromOctets(byte[] buffer, int offset, int length)
        {
            DecodeError error = TopicNames.CheckFilter(buffer, offset, length);
            if (error != DecodeError.None)
            {
                throw new ArgumentException(DecodeErrors.Describe(error), "name");
            }

            byte[] octets = new byte[length];
            Array.Copy(buffer, offset, octets, 0, length);
            return new Topic(TopicIdType.Normal, 0, octets, TopicNames.HasWildcard(octets, 0, length));
        }

        /// <summary>A topic whose id both ends know beforehand.</summary>
        /// <param name="topicId">1 to 65534 (5.3.11).</param>
        /// <exception cref="ArgumentException">The id is reserved or out of range.</exception>
        public static Topic Predefined(int topicId)
        {
            if (topicId < Limits.TopicIdMin || topicId > Limits.TopicIdMax)
            {
                throw new ArgumentException("a predefined topic id is 1 to 65534 (5.3.11)", "topicId");
            }

            return new Topic(TopicIdType.Predefined, topicId, new byte[0], false);
        }

        /// <summary>A short topic name, which needs no registration.</summary>
        /// <param name="name">Exactly two octets in UTF-8, without wildcards.</param>
        /// <exception cref="ArgumentException">It breaks one of the rules.</exception>
        public static Topic Short(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException("name");
            }

            byte[] octets = Encoding.UTF8.GetBytes(name);
            DecodeError error = octets.Length == 2 ? TopicNames.CheckShortName(TopicNames.ToShortId(octets, 0)) : DecodeError.ShortNameLength;
            if (error != DecodeError.None)
            {
                throw new ArgumentException(DecodeErrors.Describe(error), "name");
            }

            return new Topic(TopicIdType.ShortName, TopicNames.ToShortId(octets, 0), octets, false);
        }

        /// <summary>The name, or the predefined topic id as <c>#7</c>. Allocates.</summary>
        public override string ToString() => Type == TopicIdType.Predefined ? "#" + Id.ToString() : Encoding.UTF8.GetString(Octets, 0, Octets.Length);

        /// <summary>Whether octets are its name.</summary>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="length">How many they are.</param>
        public bool HasName(byte[] buffer, int offset, int length)
        {
            if (length != Octets.Length)
            {
                return false;
            }

            // From the end: names of one device differ there.
            for (int i = length - 1; i >= 0; i--)
            {
                if (Octets[i] != buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
