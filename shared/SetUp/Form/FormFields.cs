using System.Collections;

namespace SensorNet.SetUp
{
    /// <summary>The fields of a form that was sent. Bounded: what is too much is refused.</summary>
    public sealed class FormFields
    {
        /// <summary>The longest form, in octets.</summary>
        public const int BytesMax = 8192;

        /// <summary>The most fields.</summary>
        public const int FieldsMax = 64;

        private readonly ArrayList _names = new ArrayList();
        private readonly ArrayList _values = new ArrayList();

        private FormFields()
        {
        }

        /// <summary>How many there are.</summary>
        public int Count => _names.Count;

        /// <summary>Reads a form (application/x-www-form-urlencoded).</summary>
        /// <param name="form">Holds it.</param>
        /// <param name="length">Its octets.</param>
        /// <param name="problem">What is wrong with it, in words; null when nothing is.</param>
        /// <returns>The fields, or null where there is a problem.</returns>
        public static FormFields Read(byte[] form, int length, out string problem)
        {
            if (length > BytesMax)
            {
                problem = "the form has " + length.ToString() + " bytes, and at most " + BytesMax.ToString() + " are allowed";
                return null;
            }

            problem = null;
            FormFields fields = new FormFields();
            for (int from = 0; from < length && problem == null;)
            {
                int to = IndexOf(form, (byte)'&', from, length);
                problem = to == from ? null : fields.Add(form, from, to);
                from = to + 1;
            }

            return problem == null ? fields : null;
        }

        /// <summary>The value of a field, or null where there is none.</summary>
        public string Value(string name)
        {
            int at = _names.IndexOf(name);
            return at < 0 ? null : (string)_values[at];
        }

        private string Add(byte[] form, int from, int to)
        {
            int equals = IndexOf(form, (byte)'=', from, to);
            string name = PercentText.Decode(form, from, equals);
            string value = equals == to ? "" : PercentText.Decode(form, equals + 1, to);
            if (name == null || value == null)
            {
                return "field " + (Count + 1).ToString() + " is not encoded as a form is";
            }

            if (Count == FieldsMax)
            {
                return "the form has more than " + FieldsMax.ToString() + " fields";
            }

            if (_names.IndexOf(name) >= 0)
            {
                return "field " + (Count + 1).ToString() + " is there twice";
            }

            _names.Add(name);
            _values.Add(value);
            return null;
        }

        private static int IndexOf(byte[] form, byte octet, int from, int to)
        {
            while (from < to && form[from] != octet)
            {
                from++;
            }

            return from;
        }
    }
}
