using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>What must outlive a deep sleep or a restart, as octets.</summary>
    internal sealed class SessionStore
    {
        private const byte Version = 1;

        private readonly ClientSettings _settings;
        private readonly TopicCache _topics;
        private readonly ReceivedIds _receivedIds;

        internal SessionStore(ClientSettings settings, ClientSessionState session)
        {
            _settings = settings;
            _topics = session.Topics;
            _receivedIds = session.ReceivedIds;
        }

        // The message id changes with each message and need not be right to the last one.
        internal static bool AreSame(byte[] one, byte[] other)
        {
            if (one == null || other == null)
            {
                throw new ArgumentNullException(one == null ? "one" : "other");
            }

            if (one.Length != other.Length)
            {
                return false;
            }

            for (int i = 0; i < one.Length - SessionWriter.ChecksumLength; i++)
            {
                bool isMessageId = i == SessionWriter.MessageIdAt || i == SessionWriter.MessageIdAt + 1;
                if (one[i] != other[i] && !isMessageId)
                {
                    return false;
                }
            }

            return true;
        }

        // What Save writes at most.
        internal int LengthWith(byte[] gateway)
        {
            int length = SessionWriter.FixedLength + (gateway == null ? 0 : gateway.Length) + (ReceivedIdsToSave() * SessionWriter.ReceivedIdLength);
            for (int i = 0; i < TopicsToSave(); i++)
            {
                length += SessionWriter.TopicOverhead + _topics.TopicAt(i).NameLength;
            }

            return length;
        }

        internal int Save(SavedSession saved, byte[] buffer, int offset, int capacity)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException("buffer");
            }

            if (offset < 0 || capacity < 0 || offset > buffer.Length - capacity)
            {
                throw new ArgumentOutOfRangeException("capacity", "offset and capacity must lie in the buffer");
            }

            SessionWriter writer = new SessionWriter(buffer, offset, capacity);
            writer.Octet(Version);
            writer.Octet(saved.Flags);
            writer.Octet(saved.GatewayId);
            writer.Word(saved.MessageId);
            writer.Word(saved.SleepSeconds);
            writer.Word(saved.KeepAliveSeconds);
            writer.Octet(saved.Gateway.Length);
            writer.Octets(saved.Gateway);
            SaveReceivedIds(writer);
            SaveTopics(writer);
            return writer.Finish();
        }

        // Null, and the tables are empty, if the octets are not a saved session.
        internal SavedSession Restore(long nowMs, byte[] buffer, int offset, int length)
        {
            SessionReader reader = new SessionReader(buffer, offset, length);
            if (!reader.IsIntact || reader.Octet() != Version)
            {
                return null;
            }

            SavedSession saved = new SavedSession();
            saved.Flags = reader.Octet();
            saved.GatewayId = reader.Octet();
            saved.MessageId = reader.Word();
            saved.SleepSeconds = reader.Word();
            saved.KeepAliveSeconds = reader.Word();
            saved.Gateway = reader.Octets(reader.Octet());
            bool valid = reader.IsIntact && saved.MessageId != 0 && saved.Gateway.Length <= ClientSettings.AddressBytesMax
                && (saved.Gateway.Length != 0 || saved.Flags == 0) && (saved.SleepSeconds != 0 || !saved.Has(SavedSession.Asleep));
            if (valid && RestoreTables(reader, nowMs))
            {
                return saved;
            }

            _receivedIds.Clear();
            _topics.Clear();
            return null;
        }

        private void SaveReceivedIds(SessionWriter writer)
        {
            int left = ReceivedIdsToSave();
            writer.Octet(left);
            for (int i = 0; left > 0; i++)
            {
                if (!_receivedIds.ReleasedAt(i))
                {
                    writer.Word(_receivedIds.IdAt(i));
                    writer.Word(_receivedIds.ContentAt(i) >> 16);
                    writer.Word(_receivedIds.ContentAt(i));
                    left--;
                }
            }
        }

        private int ReceivedIdsToSave()
        {
            int count = 0;
            for (int i = 0; i < _receivedIds.Count && count < 255; i++)
            {
                count += _receivedIds.ReleasedAt(i) ? 0 : 1;
            }

            return count;
        }

        private int TopicsToSave() => _topics.Count < 255 ? _topics.Count : 255;

        private void SaveTopics(SessionWriter writer)
        {
            int countAt = writer.Reserve();
            int count = 0;
            for (int i = 0; i < TopicsToSave(); i++)
            {
                byte[] name = _topics.TopicAt(i).Octets;
                if (writer.HasRoomFor(SessionWriter.TopicOverhead + name.Length))
                {
                    writer.Word(_topics.IdAt(i));
                    writer.Octet(_topics.SubscribedAt(i) ? 1 : 0);
                    writer.Word(name.Length);
                    writer.Octets(name);
                    count++;
                }
            }

            writer.Set(countAt, count);
        }

        private bool RestoreTables(SessionReader reader, long nowMs)
        {
            int ids = reader.Octet();
            if (ids > _settings.ReceivedIdsMax)
            {
                return false;
            }

            for (int i = 0; i < ids && reader.IsIntact; i++)
            {
                int id = reader.Word();
                int high = reader.Word();
                _receivedIds.Add(id, (high << 16) | reader.Word(), nowMs);
            }

            int topics = reader.Octet();
            for (int i = 0; i < topics && reader.IsIntact; i++)
            {
                int id = reader.Word();
                bool subscribed = reader.Octet() != 0;
                byte[] name = reader.Octets(reader.Word());
                bool valid = id >= Limits.TopicIdMin && id <= Limits.TopicIdMax && TopicNames.CheckName(name, 0, name.Length) == DecodeError.None;
                if (!reader.IsIntact || !valid || topics > _settings.TopicsMax)
                {
                    return false;
                }

                _topics.Put(Topic.FromOctets(name, 0, name.Length), id, subscribed);
            }

            return reader.IsIntact && reader.IsAtEnd;
        }
    }
}
