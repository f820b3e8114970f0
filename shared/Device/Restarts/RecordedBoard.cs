using System;
using System.Collections;

namespace SensorNet.Device
{
    /// <summary>
    /// A board that keeps on its flash why it restarted itself and how often. A start that it did not plan is said to be that: power on or a fault,
    /// for the chip's own reset reason has no API. Wear: two writes for each restart of its own, none for other starts and for deep sleep.
    /// </summary>
    public sealed class RecordedBoard : IBoard
    {
        /// <summary>The files on the flash, without their ends.</summary>
        public const string Path = "I:\\sensornet.restarts";

        /// <summary>The longest reason that is kept, in characters.</summary>
        public const int ReasonCharactersMax = 160;

        private const int BytesMax = 1024;
        private const string Unplanned = "power on or fault";
        private readonly IBoard _board;
        private readonly ILog _log;
        private readonly SlotFile _file;
        private readonly string _reason;

        /// <summary>Reads what is on the flash, once a start.</summary>
        public RecordedBoard(IBoard board, IFileStore files, ILog log)
        {
            _board = board;
            _log = log;
            _file = new SlotFile(files, Path, BytesMax);
            byte[] content = _file.Read();
            ArrayList members;
            if (content == null || JsonReader.Read(content, out members) != null)
            {
                return;
            }

            Restarts = NumberOf(members, "restarts");
            JsonMember reason = JsonMembers.Find(members, "reason");
            if (reason != null && NumberOf(members, "planned") != 0)
            {
                _reason = reason.Value;
                RepeatedRestarts = NumberOf(members, "repeats");
                Write(_reason, RepeatedRestarts, false);
            }
        }

        /// <inheritdoc/>
        public string Name => _board.Name;

        /// <inheritdoc/>
        public byte[] MacAddress => _board.MacAddress;

        /// <inheritdoc/>
        public string ResetReason => _reason ?? _board.ResetReason ?? Unplanned;

        /// <inheritdoc/>
        public long Restarts { get; private set; }

        /// <inheritdoc/>
        public long RepeatedRestarts { get; }

        /// <inheritdoc/>
        public long ReadFreeMemoryBytes() => _board.ReadFreeMemoryBytes();

        /// <inheritdoc/>
        public void Reboot(string reason)
        {
            Restarts++;
            try
            {
                string kept = reason.Length > ReasonCharactersMax ? reason.Substring(0, ReasonCharactersMax) : reason;
                Write(kept, kept == _reason ? RepeatedRestarts + 1 : 1, true);
            }
            catch (Exception)
            {
                // There is no memory to keep it or to say so. The restart matters more: the next start says that it was not planned.
            }

            _board.Reboot(reason);
        }

        private static long NumberOf(ArrayList members, string name)
        {
            JsonMember member = JsonMembers.Find(members, name);
            return member == null || member.Kind != JsonKind.Integer ? 0 : long.Parse(member.Value);
        }

        private void Write(string reason, long repeats, bool isPlanned)
        {
            JsonWriter json = new JsonWriter(BytesMax);
            json.Begin();
            json.Integer("restarts", Restarts);
            json.Integer("repeats", repeats);
            json.Integer("planned", isPlanned ? 1 : 0);
            json.Text("reason", reason);
            if (!_file.Write(json.End()))
            {
                _log.Write("the reason of the restart is not on the flash: " + _file.Problem);
            }
        }
    }
}
