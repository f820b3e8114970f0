using System;
using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using nanoFramework.TestFramework;
using SensorNet.Sensing;
using SensorNet.Sensing.Tests;

using CborWriterOfThePlatform = System.Formats.Cbor.CborWriter;

namespace SensorNet.Device.Tests
{
    /// <summary>On a PC there is another CBOR reader and writer to agree with.</summary>
    [TestClass]
    public class CborOracleTests
    {
        private const int CasesMax = 20000;

        // The sensors' ranges, with more at each end.
        private const int TemperatureMax = 13000;
        private const int HumidityMax = 100000;
        private const int PressureMax = 1200000;

        [TestMethod]
        public void Generated_readings_are_what_json_says_and_what_another_writer_writes()
        {
            int seed = Environment.TickCount & 0xFFFFFF;
            Console.WriteLine("seed " + seed.ToString());
            Random random = new Random(seed);
            CborReadingPayload cbor = new CborReadingPayload();
            ReadingPayload json = new ReadingPayload();
            for (int i = 0; i < CasesMax; i++)
            {
                Reading reading = Generate(random);
                long utcMs = random.Next(4) == 0 ? 0 : random.NextInt64(1, 4102444800000);
                byte[] payload = cbor.Write(reading, utcMs);
                string context = "seed " + seed.ToString() + ", case " + i.ToString() + ": " + Convert.ToHexString(payload);
                using JsonDocument document = JsonDocument.Parse(json.Write(reading, utcMs));
                HasTheSameMembers(document, payload, context);
                Assert.AreEqual(Convert.ToHexString(WrittenByAnother(document)), Convert.ToHexString(payload), context);
                Assert.IsTrue(payload.Length <= CborReadingPayload.BytesMax, context);
            }
        }

        [TestMethod]
        public void Numbers_are_those_that_the_platform_reads_from_the_decimal_text()
        {
            int seed = Environment.TickCount & 0xFFFFFF;
            Console.WriteLine("seed " + seed.ToString());
            Random random = new Random(seed);
            for (int i = 0; i < CasesMax; i++)
            {
                // Up to 24 bits there is no tie.
                int value = random.Next(-(1 << 24), 1 << 24) >> random.Next(24);
                int decimals = random.Next(10);
                float expected = float.Parse(value.ToString() + "E-" + decimals.ToString(), CultureInfo.InvariantCulture);
                string context = "seed " + seed.ToString() + ": " + value.ToString() + " with " + decimals.ToString() + " decimals";
                int bits = FloatBits.OfDecimal(value, decimals);
                Assert.AreEqual(BitConverter.SingleToInt32Bits(expected), bits, context);
                int half = (float)(Half)expected == expected ? (ushort)BitConverter.HalfToInt16Bits((Half)expected) : -1;
                Assert.AreEqual(half, FloatBits.ToHalf(bits), context);
            }
        }

        private static Reading Generate(Random random)
        {
            Reading reading = Readings.At(
                random.NextInt64() >> random.Next(63),
                random.NextInt64() >> random.Next(63),
                random.Next(-TemperatureMax, TemperatureMax + 1),
                random.Next(HumidityMax + 1),
                random.Next(PressureMax + 1));
            for (int i = 0; i < Quantity.Count; i++)
            {
                if (random.Next(4) == 0)
                {
                    reading.Clear(i);
                }
            }

            return reading;
        }

        private static void HasTheSameMembers(JsonDocument document, byte[] payload, string context)
        {
            CborReader reader = new CborReader(payload, CborConformanceMode.Strict);
            int members = reader.ReadStartMap() ?? -1;
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                members--;
                Assert.AreEqual(property.Name, reader.ReadTextString(), context);
                if (IsFraction(property))
                {
                    CborReaderState kind = reader.PeekState();
                    Assert.IsTrue(kind == CborReaderState.SinglePrecisionFloat || kind == CborReaderState.HalfPrecisionFloat, context);
                    int decimals = property.Name == "temperature" ? 2 : 3;
                    Assert.AreEqual(property.Value.GetDecimal(), Math.Round((decimal)reader.ReadDouble(), decimals), context);
                }
                else
                {
                    Assert.AreEqual(property.Value.GetInt64(), reader.ReadInt64(), context);
                }
            }

            reader.ReadEndMap();
            Assert.AreEqual(0, members, context);
            Assert.AreEqual(0, reader.BytesRemaining, context);
        }

        private static byte[] WrittenByAnother(JsonDocument document)
        {
            int members = 0;
            foreach (JsonProperty unused in document.RootElement.EnumerateObject())
            {
                members++;
            }

            CborWriterOfThePlatform writer = new CborWriterOfThePlatform(CborConformanceMode.Strict);
            writer.WriteStartMap(members);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                writer.WriteTextString(property.Name);
                if (IsFraction(property))
                {
                    writer.WriteSingle(float.Parse(property.Value.GetRawText(), CultureInfo.InvariantCulture));
                }
                else
                {
                    writer.WriteInt64(property.Value.GetInt64());
                }
            }

            writer.WriteEndMap();
            return writer.Encode();
        }

        private static bool IsFraction(JsonProperty property) =>
            property.Name == "temperature" || property.Name == "humidity" || property.Name == "pressure";
    }
}
