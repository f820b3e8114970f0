using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The clients that have something due, the earliest first: a binary heap with one place a client. A deadline that moves on, as every datagram
    /// moves the keep alive, is not moved in the heap: the client comes up at the old time and is put back.
    /// </summary>
    internal sealed class ClientTimers
    {
        private ClientSession[] _heap = new ClientSession[16];
        private int _count;

        internal long NextMs => _count == 0 ? Deadline.Never : _heap[0].WakeMs;

        /// <summary>The client comes up at a time, or earlier.</summary>
        internal void Schedule(ClientSession client, long atMs)
        {
            if (client.HeapAt >= 0)
            {
                if (atMs < client.WakeMs)
                {
                    client.WakeMs = atMs;
                    Up(client, client.HeapAt);
                }

                return;
            }

            if (_count == _heap.Length)
            {
                ClientSession[] heap = new ClientSession[_count * 2];
                Array.Copy(_heap, heap, _count);
                _heap = heap;
            }

            client.WakeMs = atMs;
            Up(client, _count++);
        }

        /// <summary>Takes out the first client when it is due; null when none is.</summary>
        internal ClientSession TakeDue(long nowMs)
        {
            if (_count == 0 || _heap[0].WakeMs > nowMs)
            {
                return null;
            }

            ClientSession client = _heap[0];
            Remove(client);
            return client;
        }

        internal void Remove(ClientSession client)
        {
            int at = client.HeapAt;
            if (at < 0)
            {
                return;
            }

            client.HeapAt = -1;
            ClientSession last = _heap[--_count];
            _heap[_count] = null;
            if (last == client)
            {
                return;
            }

            // The last one may belong above or below the gap.
            last.HeapAt = at;
            _heap[at] = last;
            Up(last, at);
            Down(last, last.HeapAt);
        }

        private void Up(ClientSession client, int at)
        {
            while (at > 0)
            {
                int parent = (at - 1) >> 1;
                if (_heap[parent].WakeMs <= client.WakeMs)
                {
                    break;
                }

                Set(at, _heap[parent]);
                at = parent;
            }

            Set(at, client);
        }

        private void Down(ClientSession client, int at)
        {
            while (true)
            {
                int child = (at * 2) + 1;
                if (child >= _count)
                {
                    break;
                }

                if (child + 1 < _count && _heap[child + 1].WakeMs < _heap[child].WakeMs)
                {
                    child++;
                }

                if (_heap[child].WakeMs >= client.WakeMs)
                {
                    break;
                }

                Set(at, _heap[child]);
                at = child;
            }

            Set(at, client);
        }

        private void Set(int at, ClientSession client)
        {
            _heap[at] = client;
            client.HeapAt = at;
        }
    }
}
