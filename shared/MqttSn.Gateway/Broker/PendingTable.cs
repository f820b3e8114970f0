using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// What the broker has been asked and has not answered, by token. A token is the slot and a serial that sets it apart from the slot's earlier ones. Grows
    /// on demand up to <see cref="GatewaySettings.InflightMax"/>.
    /// </summary>
    internal sealed class PendingTable
    {
        private const int SlotBits = 20;
        private const int SlotMask = (1 << SlotBits) - 1;
        private const int SerialMax = 0x7FF;

        // A slot is free when its token is 0; Next then leads to the next free one, as slot + 1.
        private readonly int _max;
        private int[] _tokens = new int[8];
        private int[] _serials = new int[8];
        private object[] _owners = new object[8];
        private int[] _connections = new int[8];
        private ushort[] _messageIds = new ushort[8];
        private ushort[] _topicIds = new ushort[8];
        private int[] _contentHashes = new int[8];
        private bool[] _exactlyOnce = new bool[8];
        private int[] _next = new int[8];
        private int _used;
        private int _free;
        private int _count;

        internal PendingTable(int max)
        {
            _max = max;
        }

        internal int Count
        {
            get { return _count; }
        }

        internal int SlotCount
        {
            get { return _used; }
        }

        /// <summary>A token for a request; 0 when there are as many as may be.</summary>
        internal int Add(object owner, int connection)
        {
            int slot;
            if (_free != 0)
            {
                slot = _free - 1;
                _free = _next[slot];
            }
            else if (_used == _max)
            {
                return 0;
            }
            else
            {
                if (_used == _tokens.Length)
                {
                    Grow();
                }

                slot = _used++;
            }

            _serials[slot] = _serials[slot] == SerialMax ? 1 : _serials[slot] + 1;
            _tokens[slot] = (_serials[slot] << SlotBits) | slot;
            _owners[slot] = owner;
            _connections[slot] = connection;
            _count++;
            return _tokens[slot];
        }

        /// <summary>A client's PUBLISH: as <see cref="Add"/>, and the client can find it by its message id.</summary>
        internal int AddPublish(ClientSession client, int connection, int messageId, int topicId, bool exactlyOnce, int contentHash)
        {
            int token = Add(client, connection);
            if (token != 0)
            {
                int slot = token & SlotMask;
                _messageIds[slot] = (ushort)messageId;
                _topicIds[slot] = (ushort)topicId;
                _exactlyOnce[slot] = exactlyOnce;
                _contentHashes[slot] = contentHash;
                _next[slot] = client.PendingFirst;
                client.PendingFirst = slot + 1;
                client.PendingCount++;
            }

            return token;
        }

        /// <summary>Whether a PUBLISH of a client is on its way.</summary>
        internal bool HasPublish(ClientSession client, int messageId)
        {
            for (int at = client.PendingFirst; at != 0; at = _next[at - 1])
            {
                if (_messageIds[at - 1] == messageId)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The token of one of the client's PUBLISHes that are on their way; 0 where there is none.</summary>
        internal int FirstOf(ClientSession client)
        {
            return client.PendingFirst == 0 ? 0 : _tokens[client.PendingFirst - 1];
        }

        /// <summary>Whether a token is one that waits for its answer.</summary>
        internal bool Has(int token)
        {
            int slot = token & SlotMask;
            return token > 0 && slot < _used && _tokens[slot] == token;
        }

        /// <summary>The token at a slot; 0 where it is free.</summary>
        internal int TokenAt(int slot)
        {
            return _tokens[slot];
        }

        internal object Owner(int token)
        {
            return _owners[token & SlotMask];
        }

        internal int Connection(int token)
        {
            return _connections[token & SlotMask];
        }

        internal int MessageId(int token)
        {
            return _messageIds[token & SlotMask];
        }

        internal int TopicId(int token)
        {
            return _topicIds[token & SlotMask];
        }

        internal bool ExactlyOnce(int token)
        {
            return _exactlyOnce[token & SlotMask];
        }

        internal int ContentHash(int token)
        {
            return _contentHashes[token & SlotMask];
        }

        internal void Remove(int token)
        {
            int slot = token & SlotMask;
            ClientSession client = _owners[slot] as ClientSession;
            if (client != null)
            {
                Unlink(client, slot + 1);
            }

            _tokens[slot] = 0;
            _owners[slot] = null;
            _next[slot] = _free;
            _free = slot + 1;
            _count--;
        }

        /// <summary>The client's session has ended: the answers, when they come, are for nobody.</summary>
        internal void Orphan(ClientSession client)
        {
            for (int at = client.PendingFirst; at != 0; at = _next[at - 1])
            {
                _owners[at - 1] = null;
            }

            client.PendingFirst = 0;
            client.PendingCount = 0;
        }

        private void Unlink(ClientSession client, int at)
        {
            client.PendingCount--;
            if (client.PendingFirst == at)
            {
                client.PendingFirst = _next[at - 1];
                return;
            }

            int previous = client.PendingFirst;
            while (_next[previous - 1] != at)
            {
                previous = _next[previous - 1];
            }

            _next[previous - 1] = _next[at - 1];
        }

        private void Grow()
        {
            int length = Math.Min(_used * 2, _max);
            _tokens = (int[])Longer(_tokens, new int[length]);
            _serials = (int[])Longer(_serials, new int[length]);
            _owners = (object[])Longer(_owners, new object[length]);
            _connections = (int[])Longer(_connections, new int[length]);
            _messageIds = (ushort[])Longer(_messageIds, new ushort[length]);
            _topicIds = (ushort[])Longer(_topicIds, new ushort[length]);
            _contentHashes = (int[])Longer(_contentHashes, new int[length]);
            _exactlyOnce = (bool[])Longer(_exactlyOnce, new bool[length]);
            _next = (int[])Longer(_next, new int[length]);
        }

        private Array Longer(Array old, Array longer)
        {
            Array.Copy(old, longer, _used);
            return longer;
        }
    }
}
