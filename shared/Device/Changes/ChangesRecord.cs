using System.Collections;
using System.Text;

namespace SensorNet.Device
{
    /// <summary>What is on the flash of the settings that commands changed, as one JSON object.</summary>
    internal sealed class ChangesRecord
    {
        /// <summary>The largest record, in bytes.</summary>
        internal const int BytesMax = 6144;

        /// <summary>The CRC-32 of the settings file that the changes are made to.</summary>
        internal long Base;

        /// <summary>The changes that are kept, as a JSON object; null where there are none.</summary>
        internal string Kept;

        /// <summary>The changes that are tried, as a JSON object, those that are kept included; null while nothing is tried.</summary>
        internal string Trial;

        /// <summary>How often the board started with the changes that are tried.</summary>
        internal int Starts;

        /// <summary>The id of the command whose changes are tried, or whose answer <see cref="Answer"/> is, as JSON; null for none.</summary>
        internal string Id;

        /// <summary>The answer to the command <see cref="Id"/>, or null while there is none.</summary>
        internal string Answer;

        /// <summary>Whether the answer has not been sent yet.</summary>
        internal bool IsAnswerDue;

        /// <summary>Reads a record. An empty one where there is none.</summary>
        internal static ChangesRecord Read(SlotFile file)
        {
            ChangesRecord record = new ChangesRecord();
            byte[] content = file.Read();
            ArrayList members;
            if (content == null || JsonReader.Read(content, out members) != null)
            {
                return record;
            }

            record.Base = NumberOf(members, "base");
            record.Kept = ValueOf(members, "kept");
            record.Trial = ValueOf(members, "trial");
            record.Starts = (int)NumberOf(members, "starts");
            record.Id = ValueOf(members, "id");
            record.Answer = ValueOf(members, "answer");
            record.IsAnswerDue = ValueOf(members, "due") != null;
            return record;
        }

        /// <summary>Writes the record. Null, or why it is not written.</summary>
        internal string Write(SlotFile file)
        {
            JsonWriter json = new JsonWriter(BytesMax);
            json.Begin();
            json.Integer("base", Base);
            Put(json, "kept", Kept);
            Put(json, "trial", Trial);
            json.Integer("starts", Starts);

            // A string, for both are text as it stands in a message.
            json.Text("id", Id);
            json.Text("answer", Answer);
            Put(json, "due", IsAnswerDue ? "1" : null);
            return json.IsTruncated ? "the changes have more than " + BytesMax.ToString() + " bytes" : file.Write(json.End()) ? null : file.Problem;
        }

        private static void Put(JsonWriter json, string name, string value)
        {
            if (value != null)
            {
                json.Raw(name, value);
            }
        }

        private static string ValueOf(ArrayList members, string name)
        {
            JsonMember member = JsonMembers.Find(members, name);
            return member == null || member.Kind == JsonKind.Null ? null : member.Value;
        }

        private static long NumberOf(ArrayList members, string name)
        {
            JsonMember member = JsonMembers.Find(members, name);
            return member == null || member.Kind != JsonKind.Integer ? 0 : long.Parse(member.Value);
        }
    }
}
