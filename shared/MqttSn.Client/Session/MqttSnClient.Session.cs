using System;

namespace SensorNet.MqttSn.Client
{
    // What must outlive a deep sleep or a restart, as octets.
    public sealed partial class MqttSnClient
    {
        private const byte SessionVersion = 1;
        private const int SessionAsleep = 1;
        private const int SessionMade = 2;
        private const int SessionClean = 4;
        private const int SessionGatewayId = 8;

        /// <summary>The octets that <see cref="SaveSession"/> needs to save everything.</summary>
        public int SessionLength
        {
            get
            {
                int length = SessionWriter.FixedLength + (_sender.Gateway == null ? 0 : _sender.Gateway.Length) + (ReceivedIdsToSave() * SessionWriter.ReceivedIdLength);
                for (int i = 0; i < TopicsToSave(); i++)
                {
                    length += SessionWriter.TopicOverhead + _topics.TopicAt(i).NameLength;
                }

                return length;
            }
        }

        /// <summary>
        /// Writes what a client needs to go on with its session after a deep sleep or a restart: the gateway, topic ids, the next message id, the ids of received QoS 2
        /// messages, and whether it sleeps. Commands that wait are not part of it. The octets carry a checksum.
        /// </summary>
        /// <param name="buffer">Gets the octets.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="capacity">The octets there may be. Topics that do not fit are left out; they are registered again when they are used.</param>
        /// <returns>The octets written; 0 if not even the rest fits.</returns>
        public int SaveSession(byte[] buffer, int offset, int capacity)
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
            byte[] address = _sender.Gateway ?? new byte[0];
            GatewayEntry entry = _gateways.OfAddress(address);
            writer.Octet(SessionVersion);
            writer.Octet(SessionFlags(entry));
            writer.Octet(entry == null ? 0 : entry.Id);
            writer.Word(_messageId);
            writer.Word(_sleepSeconds);
            writer.Word(_keepAliveSeconds);
            writer.Octet(address.Length);
            writer.Octets(address);
            SaveReceivedIds(writer);
            SaveTopics(writer);
            return writer.Finish();
        }

        /// <summary>
        /// Goes on with a session that was saved. If it was saved asleep the client is asleep again, without an event:
        /// <see cref="CheckForMessages"/> and <see cref="Wake"/> go on from there, and nothing is due before. Otherwise it is disconnected, and <see cref="Connect"/> without
        /// CleanSession resumes the session.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">The first.</param>
        /// <param name="length">How many.</param>
        /// <returns>False, and nothing is changed, if they are not a saved session: cut off, changed, of another version, or larger than the settings allow.</returns>
        /// <exception cref="InvalidOperationException">The client has been connected, or has looked for a gateway.</exception>
        public bool RestoreSession(long nowMs, byte[] buffer, int offset, int length)
        {
            if (State != ClientState.Disconnected || _sender.Gateway != null)
            {
                throw new InvalidOperationException("a session is restored before the first connection");
            }

            SessionReader reader = new SessionReader(buffer, offset, length);
            if (!reader.IsIntact || reader.Octet() != SessionVersion)
            {
                return false;
            }

            int flags = reader.Octet();
            int gatewayId = reader.Octet();
            int messageId = reader.Word();
            int sleepSeconds = reader.Word();
            int keepAliveSeconds = reader.Word();
            byte[] address = reader.Octets(reader.Octet());
            bool asleep = (flags & SessionAsleep) != 0;
            bool valid = reader.IsIntact && messageId != 0 && address.Length <= ClientSettings.AddressBytesMax
                && (address.Length != 0 || flags == 0) && (sleepSeconds != 0 || !asleep);
            if (!valid || !RestoreTables(reader, nowMs))
            {
                _receivedIds.Clear();
                _topics.Clear();
                return false;
            }

            _messageId = messageId;
            _sleepSeconds = sleepSeconds;
            _keepAliveSeconds = keepAliveSeconds;
            if (address.Length != 0)
            {
                RestoreGateway(nowMs, address, flags, gatewayId);
            }

            return true;
        }

        /// <summary>
        /// Whether two saved sessions differ in nothing but the next message id, which changes with each message and need not be right to the last one: what
        /// is saved already need not be saved again.
        /// </summary>
        /// <param name="one">What <see cref="SaveSession"/> wrote; can be empty.</param>
        /// <param name="other">The same of another time.</param>
        public static bool IsSameSession(byte[] one, byte[] other)
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

        private int SessionFlags(GatewayEntry entry)
        {
            bool asleep = IsSleeping || State == ClientState.FallingAsleep;
            return (asleep ? SessionAsleep : 0)
                | (!_sessionForgotten && GatewayTable.SameAddress(_sessionAddress, _sender.Gateway) ? SessionMade : 0)
                | (_sessionClean && _sender.Gateway != null ? SessionClean : 0)
                | (entry != null ? SessionGatewayId : 0);
        }

        private void SaveReceivedIds(SessionWriter writer)
        {
            writer.Octet(ReceivedIdsToSave());
            for (int i = 0, left = ReceivedIdsToSave(); left > 0; i++)
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

        private int TopicsToSave()
        {
            return _topics.Count < 255 ? _topics.Count : 255;
        }

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

        private void RestoreGateway(long nowMs, byte[] address, int flags, int gatewayId)
        {
            _sender.Gateway = address;
            _sessionClean = (flags & SessionClean) != 0;
            _sessionAddress = (flags & SessionMade) != 0 ? address : null;
            if ((flags & SessionGatewayId) != 0 && _gateways.OfId(gatewayId) == null && !_gateways.IsFull)
            {
                GatewayEntry entry = _gateways.Add(gatewayId);
                entry.Address = address;
                entry.SilenceMaxMs = _settings.GatewayInfoLifetimeMs;
                entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            }

            if ((flags & SessionAsleep) != 0)
            {
                _wantsConnection = true;
                _checkAtMs = long.MaxValue;
                _status.RestoreAsleep();
            }
        }
    }
}
