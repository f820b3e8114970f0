using System.Collections;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>What must survive the restarts by which a board becomes an access point and a station again.</summary>
    public sealed class SetUpState
    {
        /// <summary>The longest file, in bytes.</summary>
        public const int BytesMax = 2048;

        /// <summary>The most names of networks that are kept.</summary>
        public const int NetworksMax = 12;

        /// <summary>The longest reason that is kept, in characters.</summary>
        public const int ReasonMax = 200;

        /// <summary>Whether the next start is to be one as an access point.</summary>
        public bool IsOpening;

        /// <summary>Whether the settings came from the page and have not worked yet.</summary>
        public bool IsTrial;

        /// <summary>Whether the board restarted itself for this; otherwise somebody or something else did.</summary>
        public bool IsPlanned;

        /// <summary>How often in a row the access point was closed without settings from a visitor.</summary>
        public int Round;

        /// <summary>Restarts in a row that should have changed between station and access point.</summary>
        public int Restarts;

        /// <summary>What the PIN is made of besides the MAC address; 0 before it is drawn.</summary>
        public int Secret;

        /// <summary>Why the board restarted itself, or null.</summary>
        public string Reason;

        /// <summary>What the page says of why it is there, or null.</summary>
        public string Note;

        /// <summary>The names of networks that a scan found before the access point opened, the strongest first.</summary>
        public string[] Networks = new string[0];

        /// <summary>Reads it; what cannot be read is as at the first start.</summary>
        /// <param name="text">The file, or null.</param>
        public static SetUpState Read(byte[] text)
        {
            SetUpState state = new SetUpState();
            ArrayList members;
            if (text == null || JsonReader.Read(text, out members) != null)
            {
                return state;
            }

            ArrayList networks = new ArrayList();
            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                if (member.Name == "network" + networks.Count.ToString() && member.Kind == JsonKind.Text && networks.Count < NetworksMax)
                {
                    networks.Add(member.Value);
                }
                else if (member.Kind == JsonKind.Text)
                {
                    state.TakeText(member);
                }
                else if (member.Kind == JsonKind.Integer && member.Value.Length <= 9)
                {
                    state.TakeNumber(member.Name, int.Parse(member.Value));
                }
            }

            state.Networks = (string[])networks.ToArray(typeof(string));
            return state;
        }

        /// <summary>Writes it.</summary>
        public byte[] Write()
        {
            JsonWriter json = new JsonWriter(BytesMax);
            json.Begin();
            json.Integer("opening", IsOpening ? 1 : 0);
            json.Integer("trial", IsTrial ? 1 : 0);
            json.Integer("planned", IsPlanned ? 1 : 0);
            json.Integer("round", Round);
            json.Integer("restarts", Restarts);
            json.Integer("secret", Secret);
            json.Text("reason", Shortened(Reason));
            json.Text("note", Shortened(Note));
            for (int i = 0; i < Networks.Length && i < NetworksMax; i++)
            {
                json.Text("network" + i.ToString(), Networks[i]);
            }

            return json.End();
        }

        private void TakeText(JsonMember member)
        {
            if (member.Name == "reason")
            {
                Reason = member.Value;
            }
            else if (member.Name == "note")
            {
                Note = member.Value;
            }
        }

        private void TakeNumber(string name, int value)
        {
            switch (name)
            {
                case "opening": IsOpening = value == 1; break;
                case "trial": IsTrial = value == 1; break;
                case "planned": IsPlanned = value == 1; break;
                case "round": Round = value < 0 ? 0 : value; break;
                case "restarts": Restarts = value < 0 ? 0 : value; break;
                case "secret": Secret = value; break;
            }
        }

        private static string Shortened(string text) => text == null || text.Length <= ReasonMax ? text : text.Substring(0, ReasonMax);
    }
}
