using System;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>Datagrams that wait for the loop, oldest first, in memory that is taken once. When it is full, the new one is lost.</summary>
    public sealed class DatagramQueue
    {
        private readonly Datagram[] _slots;
        private int _first;
        private int _count;

        /// <summary>Makes a queue.</summary>
        /// <param name="length">How many datagrams it holds, from 1 up.</param>
        /// <param name="bytesMax">The longest datagram, in octets.</param>
        public DatagramQueue(int length, int bytesMax)
        {
            _slots = new Datagram[length];
            for (int i = 0; i < length; i++)
            {
                _slots[i] = new Datagram(bytesMax);
            }
        }

        /// <summary>Copies a datagram in. False when there is no room for it.</summary>
        public bool TryAdd(byte[] address, int port, byte[] buffer, int length)
        {
            lock (_slots)
            {
                Datagram slot = _slots[(_first + _count) % _slots.Length];
                if (_count == _slots.Length || length > slot.Buffer.Length)
                {
                    return false;
                }

                Array.Copy(address, slot.Address, 4);
                slot.Address[4] = (byte)(port >> 8);
                slot.Address[5] = (byte)port;
                Array.Copy(buffer, slot.Buffer, length);
                slot.Length = length;
                _count++;
                return true;
            }
        }

        /// <summary>Copies the oldest datagram out. False when there is none.</summary>
        public bool TryTake(Datagram into)
        {
            lock (_slots)
            {
                if (_count == 0)
                {
                    return false;
                }

                Datagram slot = _slots[_first];
                Array.Copy(slot.Address, into.Address, Datagram.AddressBytes);
                Array.Copy(slot.Buffer, into.Buffer, slot.Length);
                into.Length = slot.Length;
                _first = (_first + 1) % _slots.Length;
                _count--;
                return true;
            }
        }

        /// <summary>Forgets all datagrams.</summary>
        public void Clear()
        {
            lock (_slots)
            {
                _count = 0;
            }
        }
    }
}
