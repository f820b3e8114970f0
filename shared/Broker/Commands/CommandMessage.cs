using System;

namespace SensorNet.Broker
{
    /// <summary>A command that waits for the loop.</summary>
    internal sealed class CommandMessage
    {
        // As much of a message that is too long as holds its id where that comes first.
        private const int HeadBytes = 128;

        internal byte[] Payload;
        internal int Length;
        internal bool IsRetained;

        internal bool IsTooLong => Payload.Length < Length;

        internal static CommandMessage Of(byte[] payload, bool isRetained)
        {
            byte[] kept = payload;
            if (payload.Length > CommandChannel.CommandBytesMax)
            {
                kept = new byte[HeadBytes];
                Array.Copy(payload, kept, HeadBytes);
            }

            return new CommandMessage { Payload = kept, Length = payload.Length, IsRetained = isRetained };
        }
    }
}
