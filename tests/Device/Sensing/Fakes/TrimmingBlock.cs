using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    /// <summary>A block of trimming as a chip has it in its registers, from dig_T1 to dig_T3, dig_P1 to dig_P9 and dig_H1 to dig_H6.</summary>
    public static class TrimmingBlock
    {
        /// <summary>Where dig_H3, dig_H4, dig_H5 are among the words.</summary>
        public const int H3 = 14;
        public const int H4 = 15;
        public const int H5 = 16;

        /// <summary>The words of the BMP280's data sheet (3.12); for humidity those of a chip that was sold.</summary>
        public static int[] ExampleWords() =>
            new int[] { 27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000, 75, 370, 0, 313, 50, 30 };

        /// <summary>Words such as chips have, and signs that any may have, from a seed.</summary>
        public static int[] RandomWords(SeededRandom random)
        {
            int[] low = { 26000, 25000, -1000, 35000, -11500, 2800, 0, -300, -10, 9900, -14600, 4000, 60, 330, 0, -60, -100, 20 };
            int[] high = { 29000, 27500, 1000, 40000, -10000, 3200, 9000, 300, -4, 15500, -10000, 6000, 90, 390, 200, 400, 100, 40 };
            int[] words = new int[low.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = low[i] + random.Next(high[i] - low[i] + 1);
            }

            return words;
        }

        /// <summary>The block of the data sheet's words with one of them changed.</summary>
        public static byte[] ExampleWith(int index, int word)
        {
            int[] words = ExampleWords();
            words[index] = word;
            return Of(words);
        }

        /// <summary>The block of these words.</summary>
        public static byte[] Of(int[] words)
        {
            byte[] block = new byte[Bmx280Trimming.Bytes];
            for (int i = 0; i < 12; i++)
            {
                block[2 * i] = (byte)(words[i] & 0xFF);
                block[(2 * i) + 1] = (byte)((words[i] >> 8) & 0xFF);
            }

            block[25] = (byte)words[12];
            block[26] = (byte)(words[13] & 0xFF);
            block[27] = (byte)((words[13] >> 8) & 0xFF);
            block[28] = (byte)words[H3];
            block[29] = (byte)((words[H4] >> 4) & 0xFF);
            block[30] = (byte)((words[H4] & 0x0F) | ((words[H5] & 0x0F) << 4));
            block[31] = (byte)((words[H5] >> 4) & 0xFF);
            block[32] = (byte)(words[17] & 0xFF);
            return block;
        }

        /// <summary>The eight data registers.</summary>
        public static byte[] Data(int pressure, int temperature, int humidity)
        {
            return new byte[]
            {
                (byte)((pressure >> 12) & 0xFF), (byte)((pressure >> 4) & 0xFF), (byte)((pressure & 0x0F) << 4),
                (byte)((temperature >> 12) & 0xFF), (byte)((temperature >> 4) & 0xFF), (byte)((temperature & 0x0F) << 4),
                (byte)((humidity >> 8) & 0xFF), (byte)(humidity & 0xFF),
            };
        }
    }
}
