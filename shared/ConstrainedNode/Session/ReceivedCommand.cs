using System;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>A command that waits for the loop.</summary>
    public sealed class ReceivedCommand
    {
        // As much of a message that is too long as holds its id where that comes first.
        private const int HeadBytes = 128;

        private ReceivedCommand(byte[] payload, int length, bool isRetained)
        {
            Payload = payload;
            Length = length;
            IsRetained = isRetained;
        }

        /// <summary>What it says, or how it begins where it is too long.</summary>
        public byte[] Payload { get; }

        /// <summary>How many octets it has.</summary>
        public int Length { get; }

        /// <summary>Whether the broker had kept it.</summary>
        public bool IsRetained { get; }

        /// <summary>Whether it is longer than <see cref="ClientNotes.CommandBytesMax"/>, so that it is not all here.</summary>
        public bool IsTooLong => Payload.Length < Length;

        internal static ReceivedCommand Of(ReceivedMessage message)
        {
            byte[] kept = new byte[message.PayloadLength > ClientNotes.CommandBytesMax ? HeadBytes : message.PayloadLength];
            Array.Copy(message.Buffer, message.PayloadOffset, kept, 0, kept.Length);
            return new ReceivedCommand(kept, message.PayloadLength, message.Retain);
        }
    }
}
