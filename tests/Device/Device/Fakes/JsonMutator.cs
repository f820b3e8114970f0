namespace SensorNet.Device.Tests
{
    /// <summary>Damages a JSON text at a few places, the same way for the same seed.</summary>
    public static class JsonMutator
    {
        private const string Sample =
            "{\"deviceId\":\"n-1\",\"brokerHost\":\"b\",\"intervalMs\":1000,\"tls\":false,"
            + "\"x\":[1.5e-3,null,{\"y\":[\"\\u00e4\\n\",-0]}],\"z\":\"\\ud83d\\ude00\u20AC\"}";

        private const string Pieces = "{}[]:,\"\\/u0019eE+-. \tntfalser\u00E4";
        private const int ChangesMax = 4;

        /// <summary>A text; about one in ten is still valid.</summary>
        public static byte[] Text(int seed)
        {
            SeededRandom random = new SeededRandom(seed * 7919);
            byte[] text = Texts.Utf8(Sample);
            byte[] pieces = Texts.Utf8(Pieces);
            int changes = random.Next(ChangesMax + 1);
            for (int i = 0; i < changes; i++)
            {
                int at = random.Next(text.Length);
                byte piece = random.Next(8) == 0 ? (byte)random.Next(256) : pieces[random.Next(pieces.Length)];
                switch (random.Next(4))
                {
                    case 0: text[at] = piece; break;
                    case 1: text = Resized(text, at, at + 1, 0, piece); break;
                    case 2: text = Resized(text, at, at, 1, piece); break;
                    default: text = Resized(text, at, at + random.Next(text.Length - at), 1, piece); break;
                }

                if (text.Length == 0)
                {
                    break;
                }
            }

            return text;
        }

        // The text without the bytes from one index to another, and with some bytes in their place.
        private static byte[] Resized(byte[] text, int from, int to, int count, byte piece)
        {
            byte[] changed = new byte[text.Length - (to - from) + count];
            System.Array.Copy(text, 0, changed, 0, from);
            for (int i = 0; i < count; i++)
            {
                changed[from + i] = piece;
            }

            System.Array.Copy(text, to, changed, from + count, text.Length - to);
            return changed;
        }
    }
}
