using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class Bmx280FormulasTests
    {
        // A board interprets its code. Pc/Bmx280OracleTests tries many more.
        private const int CasesMax = 200;

        // The example of BST-BMP280-DS001, 3.12.
        private const int RawTemperature = 519888;
        private const int RawPressure = 415148;

        [TestMethod]
        public void The_data_sheets_example()
        {
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.Of(TrimmingBlock.ExampleWords()), false);
            int fine = Bmx280Formulas.TemperatureFine(dig, RawTemperature);
            Assert.AreEqual(128422, fine);
            Assert.AreEqual(2508, Bmx280Formulas.CentiCelsius(fine));

            // 100653.27 Pa in floating point; 25767233 / 256 Pa in integers.
            Assert.AreEqual(1006533, Bmx280Formulas.DeciPascals(dig, RawPressure, fine));
        }

        [TestMethod]
        [DataRow(-4000)]
        [DataRow(-1)]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(8500)]
        public void Temperatures_are_rounded_to_the_nearest(int centiCelsius)
        {
            int fine = centiCelsius * 512 / 10;
            Assert.AreEqual(centiCelsius, Bmx280Formulas.CentiCelsius(fine));
            Assert.AreEqual(centiCelsius, Bmx280Formulas.CentiCelsius(fine - 20));
            Assert.AreEqual(centiCelsius, Bmx280Formulas.CentiCelsius(fine + 20));
        }

        [TestMethod]
        [DataRow(15, -30, 6000, 519888, 44546)]
        [DataRow(16, -20, 28000, 519888, 46085)]
        [DataRow(16, -20, 28000, 440000, 42661)]
        [DataRow(14, 200, 28000, 599648, 46735)]
        public void Humidity_where_a_word_has_a_sign_or_is_not_0(int word, int value, int raw, int rawTemperature, int milliPercent)
        {
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.ExampleWith(word, value), true);
            Assert.AreEqual(milliPercent, Bmx280Formulas.MilliPercent(dig, raw, Bmx280Formulas.TemperatureFine(dig, rawTemperature)));
        }

        [TestMethod]
        public void Humidity_at_15_degrees_is_computed_as_at_any_other()
        {
            // The formula's own zero, where the driver divides by it.
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.Of(TrimmingBlock.ExampleWords()), true);
            int at15 = Bmx280Formulas.MilliPercent(dig, 28000, 76800);
            int beside = Bmx280Formulas.MilliPercent(dig, 28000, 76801);
            Assert.IsTrue(at15 > 44000 && at15 < 45000, at15.ToString());
            Assert.IsTrue(at15 - beside < 10 && beside - at15 < 10, beside.ToString());
        }

        [TestMethod]
        public void Humidity_is_limited_and_never_wrapped()
        {
            int[] words = TrimmingBlock.ExampleWords();
            words[TrimmingBlock.H3] = 255;
            words[TrimmingBlock.H4] = -2048;
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.Of(words), true);
            Assert.AreEqual(100000, Bmx280Formulas.MilliPercent(dig, 65535, 85 * 5120));
            words[TrimmingBlock.H4] = 2047;
            dig = new Bmx280Trimming(TrimmingBlock.Of(words), true);
            Assert.AreEqual(0, Bmx280Formulas.MilliPercent(dig, 0, 85 * 5120));
        }

        [TestMethod]
        public void Temperature_is_never_wrapped()
        {
            int[] words = TrimmingBlock.ExampleWords();
            words[0] = 65535;
            words[1] = 32767;
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.Of(words), true);
            Assert.IsTrue(Bmx280Formulas.CentiCelsius(Bmx280Formulas.TemperatureFine(dig, 0)) < -30000);
            words[0] = 1;
            dig = new Bmx280Trimming(TrimmingBlock.Of(words), true);
            Assert.IsTrue(Bmx280Formulas.CentiCelsius(Bmx280Formulas.TemperatureFine(dig, 0xFFFFF)) > 30000);
        }

        [TestMethod]
        public void Pressure_without_a_divisor_is_0_as_in_the_data_sheet()
        {
            Bmx280Trimming dig = new Bmx280Trimming(TrimmingBlock.ExampleWith(3, 0), true);
            Assert.AreEqual(0, Bmx280Formulas.DeciPascals(dig, RawPressure, 128422));
        }

        [TestMethod]
        public void Floating_point_says_the_same()
        {
            for (int seed = 1; seed <= CasesMax; seed++)
            {
                string problem = FormulaCase.Problem(seed);
                Assert.IsNull(problem, problem == null ? "" : problem);
            }
        }
    }
}
