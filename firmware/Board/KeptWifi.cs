using System.Collections;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>
    /// The network that was stored on the board before one of the settings took its place: joining stores a network, and there is room for one. When
    /// the settings name none any more, because what a command changed did not work or was taken back, the board returns to it.
    /// </summary>
    public sealed class KeptWifi
    {
        private const string Path = "I:\\sensornet.wifi";
        private const int BytesMax = 1024;
        private readonly IFileStore _files;
        private readonly ILog _log;
        private string _replacedBy;

        /// <summary>Reads what is kept.</summary>
        public KeptWifi(IFileStore files, ILog log)
        {
            _files = files;
            _log = log;
            string problem;
            byte[] content = files.Read(Path, BytesMax, out problem);
            ArrayList members;
            if (content == null || JsonReader.Read(content, out members) != null)
            {
                return;
            }

            for (int i = 0; i < members.Count; i++)
            {
                JsonMember member = (JsonMember)members[i];
                switch (member.Name)
                {
                    case "ssid": Ssid = member.Value; break;
                    case "password": Password = member.Value; break;
                    case "replacedBy": _replacedBy = member.Value; break;
                }
            }
        }

        /// <summary>The network's name, or null where none is kept.</summary>
        public string Ssid { get; private set; }

        /// <summary>Its password.</summary>
        public string Password { get; private set; }

        /// <summary>Whether the board is to return to it, since it has stored the network that took its place.</summary>
        /// <param name="stored">The network that the board has stored.</param>
        public bool IsFor(string stored) => Ssid != null && stored == _replacedBy;

        /// <summary>Keeps what the board has stored before another network takes its place.</summary>
        /// <param name="stored">The network that the board has stored; null or empty where it has none.</param>
        /// <param name="password">Its password.</param>
        /// <param name="replacedBy">The network that takes its place.</param>
        public void Keep(string stored, string password, string replacedBy)
        {
            if (stored == null || stored.Length == 0 || stored == replacedBy)
            {
                return;
            }

            if (!IsFor(stored))
            {
                // Otherwise the stored one is itself of the settings, and what is kept stays.
                Ssid = stored;
                Password = password ?? "";
            }

            _replacedBy = replacedBy;
            JsonWriter json = new JsonWriter(BytesMax);
            json.Begin();
            json.Text("ssid", Ssid);
            json.Text("password", Password);
            json.Text("replacedBy", _replacedBy);
            string problem;
            if (!_files.Write(Path, json.End(), out problem))
            {
                _log.Write("the stored Wi-Fi network is not kept: " + problem);
            }
        }

        /// <summary>Forgets it: the board has it stored again, or another one that somebody put there.</summary>
        public void Forget()
        {
            string problem;
            Ssid = null;
            if (!_files.Delete(Path, out problem))
            {
                _log.Write("the kept Wi-Fi network is still there: " + problem);
            }
        }
    }
}
