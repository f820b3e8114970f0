using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class FormFieldsTests
    {
        private const int MutationsMax = 2000;
        private const int Seed = 20261126;

        [TestMethod]
        public void Fields_are_decoded()
        {
            FormFields fields = Read("a=1+2%2B&b=%C3%A4%26&c=&d&&e=%3D=");

            Assert.AreEqual(5, fields.Count);
            Assert.AreEqual("1 2+", fields.Value("a"));
            Assert.AreEqual("\u00E4&", fields.Value("b"));
            Assert.AreEqual("", fields.Value("c"));
            Assert.AreEqual("", fields.Value("d"));
            Assert.AreEqual("==", fields.Value("e"));
            Assert.IsNull(fields.Value("f"));
        }

        [TestMethod]
        public void What_is_no_form_is_refused()
        {
            Refuse("a=%", "field 1 is not encoded as a form is");
            Refuse("a=1&b=%4", "field 2 is not encoded as a form is");
            Refuse("a=%zz", "field 1 is not encoded as a form is");
            Refuse("a=%C3", "field 1 is not encoded as a form is");
            Refuse("%ff=1", "field 1 is not encoded as a form is");
            Refuse("a=1&a=2", "field 2 is there twice");
        }

        [TestMethod]
        public void There_are_at_most_64_fields_and_8192_bytes()
        {
            string form = "";
            for (int i = 0; i < FormFields.FieldsMax; i++)
            {
                form += "&f" + i.ToString() + "=";
            }

            Assert.AreEqual(FormFields.FieldsMax, Read(form).Count);
            Refuse(form + "&more=", "the form has more than 64 fields");
            string problem;
            Assert.IsNull(FormFields.Read(null, FormFields.BytesMax + 1, out problem));
            Assert.AreEqual("the form has 8193 bytes, and at most 8192 are allowed", problem);
        }

        [TestMethod]
        public void Nothing_makes_it_throw()
        {
            SeededRandom random = new SeededRandom(Seed);
            for (int i = 0; i < MutationsMax; i++)
            {
                byte[] form = Texts.Utf8("wifiSsid=house+%C3%A4&wifiPassword=a%26b&brokerHost=b&pin=12345678");
                int changes = 1 + random.Next(5);
                for (int j = 0; j < changes; j++)
                {
                    form[random.Next(form.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "%&=+"[random.Next(4)]);
                }

                string problem;
                FormFields fields = FormFields.Read(form, random.Next(form.Length + 1), out problem);
                Assert.IsTrue((fields == null) == (problem != null), "seed " + Seed.ToString() + ", " + i.ToString());
            }
        }

        private static FormFields Read(string form)
        {
            string problem;
            byte[] octets = Texts.Utf8(form);
            FormFields fields = FormFields.Read(octets, octets.Length, out problem);
            Assert.IsNull(problem);
            return fields;
        }

        private static void Refuse(string form, string expected)
        {
            string problem;
            byte[] octets = Texts.Utf8(form);
            Assert.IsNull(FormFields.Read(octets, octets.Length, out problem));
            Assert.AreEqual(expected, problem);
        }
    }
}
