using System;
using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class CborReadingPayloadTests
    {
        private const string Seq42 = "63 73 65 71 18 2A ";
        private const string Uptime81234 = "66 75 70 74 69 6D 65 1A 00 01 3D 52 ";
        private const string Time = "64 74 69 6D 65 1B 00 00 01 9A AD 26 EA 7B ";
        private const string Temperature = "6B 74 65 6D 70 65 72 61 74 75 72 65 ";
        private const string Humidity = "68 68 75 6D 69 64 69 74 79 ";
        private const string Pressure = "68 70 72 65 73 73 75 72 65 ";
        private const string SampleTemperature = Temperature + "FA 41 AC 3D 71 ";
        private const string SampleHumidity = Humidity + "FA 42 34 7A E1 ";
        private const string SamplePressure = Pressure + "FA 44 7D 50 00 ";

        [TestMethod]
        public void A_whole_reading_is_written_byte_for_byte()
        {
            byte[] payload = Write(Sample(), 1763841600123);
            AreEqual("A6 " + Seq42 + Uptime81234 + Time + SampleTemperature + SampleHumidity + SamplePressure, payload);
            Assert.AreEqual(78, payload.Length);
        }

        [TestMethod]
        public void What_is_not_known_is_left_out()
        {
            Reading reading = Sample();
            AreEqual("A5 " + Seq42 + Uptime81234 + SampleTemperature + SampleHumidity + SamplePressure, Write(reading, 0));
            reading.Clear(Quantity.Pressure);
            reading.Clear(Quantity.Temperature);
            AreEqual("A3 " + Seq42 + Uptime81234 + SampleHumidity, Write(reading, 0));
            reading.Clear(Quantity.Humidity);
            AreEqual("A2 " + Seq42 + Uptime81234, Write(reading, 0));
        }

        [TestMethod]
        public void Small_negative_and_zero_values_are_numbers_of_the_same_kind()
        {
            Reading reading = Sample();
            reading.Set(Quantity.Temperature, -5);
            reading.Set(Quantity.Humidity, 8);
            reading.Set(Quantity.Pressure, 300001);
            AreEqual(
                "A5 " + Seq42 + Uptime81234 + Temperature + "FA BD 4C CC CD " + Humidity + "FA 3C 03 12 6F " + Pressure + "FA 43 96 00 21 ",
                Write(reading, 0));
            reading.Set(Quantity.Temperature, 0);
            reading.Set(Quantity.Humidity, 100000);
            reading.Set(Quantity.Pressure, 0);
            AreEqual("A5 " + Seq42 + Uptime81234 + Temperature + "F9 00 00 " + Humidity + "F9 56 40 " + Pressure + "F9 00 00 ", Write(reading, 0));
        }

        [TestMethod]
        public void A_payload_says_nothing_of_the_one_before_it()
        {
            CborReadingPayload payload = new CborReadingPayload();
            payload.Write(Sample(), 1763841600123);
            AreEqual("A2 63 73 65 71 00 66 75 70 74 69 6D 65 00 ", payload.Write(new Reading(), 0));
        }

        [TestMethod]
        public void Each_format_has_its_encoder()
        {
            Assert.AreEqual("json", ReadingEncoders.Words[ReadingEncoders.Json]);
            Assert.AreEqual("cbor", ReadingEncoders.Words[ReadingEncoders.Cbor]);
            Assert.AreEqual((byte)'{', ReadingEncoders.Create(ReadingEncoders.Json).Write(Sample(), 0)[0]);
            AreEqual("A5 " + Seq42 + Uptime81234 + SampleTemperature + SampleHumidity + SamplePressure,
                ReadingEncoders.Create(ReadingEncoders.Cbor).Write(Sample(), 0));
        }

        [TestMethod]
        public void The_longest_reading_fits()
        {
            Reading reading = Readings.At(long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, int.MinValue);
            Assert.AreEqual(CborReadingPayload.BytesMax, Write(reading, long.MinValue).Length);
        }

        [TestMethod]
        public void Integers_have_the_shortest_head()
        {
            // RFC 8949, appendix A.
            IsInteger("00 ", 0);
            IsInteger("01 ", 1);
            IsInteger("0A ", 10);
            IsInteger("17 ", 23);
            IsInteger("18 18 ", 24);
            IsInteger("18 64 ", 100);
            IsInteger("18 FF ", 255);
            IsInteger("19 01 00 ", 256);
            IsInteger("19 03 E8 ", 1000);
            IsInteger("19 FF FF ", 65535);
            IsInteger("1A 00 01 00 00 ", 65536);
            IsInteger("1A 00 0F 42 40 ", 1000000);
            IsInteger("1A FF FF FF FF ", 4294967295);
            IsInteger("1B 00 00 00 01 00 00 00 00 ", 4294967296);
            IsInteger("1B 00 00 00 E8 D4 A5 10 00 ", 1000000000000);
            IsInteger("1B 7F FF FF FF FF FF FF FF ", long.MaxValue);
            IsInteger("20 ", -1);
            IsInteger("29 ", -10);
            IsInteger("37 ", -24);
            IsInteger("38 18 ", -25);
            IsInteger("38 63 ", -100);
            IsInteger("39 03 E7 ", -1000);
            IsInteger("3B 7F FF FF FF FF FF FF FF ", long.MinValue);
        }

        [TestMethod]
        public void Singles_are_the_nearest()
        {
            // The first is RFC 8949's (appendix A), the others are IEEE 754's.
            Assert.AreEqual(0x47C35000, FloatBits.OfDecimal(100000, 0));
            Assert.AreEqual(0x3F800000, FloatBits.OfDecimal(1000, 3));
            Assert.AreEqual(0x3DCCCCCD, FloatBits.OfDecimal(1, 1));
            Assert.AreEqual(0x3089705F, FloatBits.OfDecimal(1, 9));
            Assert.AreEqual(0x4F000000, FloatBits.OfDecimal(int.MaxValue, 0));
            Assert.AreEqual(unchecked((int)0xCF000000), FloatBits.OfDecimal(int.MinValue, 0));
            Assert.AreEqual(0x4B7FFFFF, FloatBits.OfDecimal(16777215, 0));
            Assert.AreEqual(0x4B800000, FloatBits.OfDecimal(16777216, 0));
        }

        [TestMethod]
        public void Halves_are_written_where_they_are_the_same()
        {
            // RFC 8949, appendix A.
            Assert.AreEqual(0x3C00, FloatBits.ToHalf(FloatBits.OfDecimal(1, 0)));
            Assert.AreEqual(0x3E00, FloatBits.ToHalf(FloatBits.OfDecimal(15, 1)));
            Assert.AreEqual(0x7BFF, FloatBits.ToHalf(FloatBits.OfDecimal(65504, 0)));
            Assert.AreEqual(0xC400, FloatBits.ToHalf(FloatBits.OfDecimal(-4, 0)));
            Assert.AreEqual(0, FloatBits.ToHalf(FloatBits.OfDecimal(0, 2)));
            Assert.AreEqual(-1, FloatBits.ToHalf(FloatBits.OfDecimal(100000, 0)));
            Assert.AreEqual(-1, FloatBits.ToHalf(FloatBits.OfDecimal(65536, 0)));
            Assert.AreEqual(-1, FloatBits.ToHalf(FloatBits.OfDecimal(-41, 1)));
            Assert.AreEqual(-1, FloatBits.ToHalf(FloatBits.OfDecimal(2049, 0)));
        }

        [TestMethod]
        public void A_map_beyond_its_capacity_is_a_bug_that_shows()
        {
            Assert.ThrowsException(typeof(IndexOutOfRangeException), () =>
            {
                CborWriter cbor = new CborWriter(4);
                cbor.Begin();
                cbor.Integer("abc", 1);
            });
        }

        private static void IsInteger(string expected, long value)
        {
            CborWriter cbor = new CborWriter(16);
            cbor.Begin();
            cbor.Integer("n", value);
            AreEqual("A1 61 6E " + expected, cbor.End());
        }

        private static void AreEqual(string expected, byte[] actual)
        {
            string text = "";
            for (int i = 0; i < actual.Length; i++)
            {
                text += actual[i].ToString("X2") + " ";
            }

            Assert.AreEqual(expected, text, text);
        }

        private static Reading Sample() => Readings.At(42, 81234, 2153, 45120, 1013250);

        private static byte[] Write(Reading reading, long utcMs) => new CborReadingPayload().Write(reading, utcMs);
    }
}
