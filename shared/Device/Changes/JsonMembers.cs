using System.Collections;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>Members of JSON objects, put together from several objects.</summary>
    internal static class JsonMembers
    {
        /// <summary>The members of an object. None where the text is not one.</summary>
        internal static ArrayList Of(string json)
        {
            ArrayList members;
            return json != null && JsonReader.Read(Encoding.UTF8.GetBytes(json), out members) == null ? members : new ArrayList();
        }

        /// <summary>The member with a name, or null.</summary>
        internal static JsonMember Find(ArrayList members, string name)
        {
            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                if (member.Name == name)
                {
                    return member;
                }
            }

            return null;
        }

        /// <summary>Writes one member.</summary>
        internal static void Write(JsonWriter json, string name, JsonMember member)
        {
            if (member.Kind == JsonKind.Text)
            {
                json.Text(name, member.Value);
            }
            else
            {
                json.Raw(name, member.Value);
            }
        }

        /// <summary>
        /// The members of the first list with those of the second over them, as one object. Null when that has more than
        /// <paramref name="bytesMax"/> bytes.
        /// </summary>
        /// <param name="lower">Names without characters that JSON escapes.</param>
        /// <param name="upper">Likewise.</param>
        /// <param name="keepsNull">Whether a null stays; otherwise it takes the member away.</param>
        /// <param name="bytesMax">The largest object in bytes.</param>
        internal static byte[] Over(ArrayList lower, ArrayList upper, bool keepsNull, int bytesMax)
        {
            JsonWriter json = new JsonWriter(bytesMax);
            json.Begin();
            for (int i = 0; i < lower.Count; i++)
            {
                JsonMember member = (JsonMember)lower[i];
                WriteUnlessNull(json, Find(upper, member.Name) ?? member, keepsNull);
            }

            for (int i = 0; i < upper.Count; i++)
            {
                JsonMember member = (JsonMember)upper[i];
                if (Find(lower, member.Name) == null)
                {
                    WriteUnlessNull(json, member, keepsNull);
                }
            }

            return json.IsTruncated ? null : json.End();
        }

        private static void WriteUnlessNull(JsonWriter json, JsonMember member, bool keepsNull)
        {
            if (keepsNull || member.Kind != JsonKind.Null)
            {
                Write(json, member.Name, member);
            }
        }
    }
}
