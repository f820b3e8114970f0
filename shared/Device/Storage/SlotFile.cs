using System;

namespace SensorNet.Device
{
    /// <summary>
    /// A small content on the flash that is never half: two files hold the last two of it, each with a sequence number and a CRC-32. A write goes to
    /// the older one, so that power lost at any moment leaves the content before or the new one.
    /// </summary>
    public sealed class SlotFile
    {
        /// <summary>What a file has besides its content: mark, sequence number and CRC, in octets.</summary>
        public const int OverheadBytes = 12;

        private const uint Mark = 0x534E5331;
        private const int HeaderBytes = 8;
        private readonly IFileStore _files;
        private readonly string _path;
        private readonly int _bytesMax;
        private uint _sequence;
        private int _newest = 1;

        /// <summary>Makes it; nothing is read yet.</summary>
        /// <param name="files">The flash.</param>
        /// <param name="path">The files' path without its end, such as <c>I:\changes</c>: the files end in <c>.0</c> and <c>.1</c>.</param>
        /// <param name="bytesMax">The longest content in octets.</param>
        public SlotFile(IFileStore files, string path, int bytesMax)
        {
            _files = files;
            _path = path;
            _bytesMax = bytesMax;
        }

        /// <summary>Why the last <see cref="Write"/> failed, in words, or null.</summary>
        public string Problem { get; private set; }

        /// <summary>
        /// Whether <see cref="Read"/> found octets in both files, and no content that is whole: there was one, which is lost. Octets in one alone
        /// are of a first write that power was lost in.
        /// </summary>
        public bool IsDamaged { get; private set; }

        /// <summary>Reads the newest content that is whole. Null when there is none. To be called before the first <see cref="Write"/>.</summary>
        public byte[] Read()
        {
            byte[] newest = null;
            int slotsUsed = 0;
            for (int slot = 0; slot < 2; slot++)
            {
                string problem;
                byte[] octets = _files.Read(PathOf(slot), _bytesMax + OverheadBytes, out problem);
                slotsUsed += octets != null && octets.Length > 0 ? 1 : 0;
                if (octets != null && IsWhole(octets) && (newest == null || (int)(Number(octets, 4) - _sequence) > 0))
                {
                    newest = octets;
                    _newest = slot;
                    _sequence = Number(octets, 4);
                }
            }

            IsDamaged = slotsUsed == 2 && newest == null;
            if (newest == null)
            {
                return null;
            }

            byte[] content = new byte[newest.Length - OverheadBytes];
            Array.Copy(newest, HeaderBytes, content, 0, content.Length);
            return content;
        }

        /// <summary>Replaces the content. False when that failed; what was there before is then still there.</summary>
        public bool Write(byte[] content)
        {
            if (content.Length > _bytesMax)
            {
                Problem = content.Length.ToString() + " bytes are too many for " + _path + "; allowed is " + _bytesMax.ToString();
                return false;
            }

            byte[] octets = new byte[content.Length + OverheadBytes];
            PutNumber(octets, 0, Mark);
            PutNumber(octets, 4, _sequence + 1);
            Array.Copy(content, 0, octets, HeaderBytes, content.Length);
            PutNumber(octets, octets.Length - 4, Crc32.Of(octets, octets.Length - 4));
            int slot = 1 - _newest;
            string problem;
            bool isWritten = _files.Write(PathOf(slot), octets, out problem);
            Problem = problem;
            if (isWritten)
            {
                _newest = slot;
                _sequence++;
            }

            return isWritten;
        }

        private static bool IsWhole(byte[] octets)
        {
            return octets.Length >= OverheadBytes
                && Number(octets, 0) == Mark
                && Number(octets, octets.Length - 4) == Crc32.Of(octets, octets.Length - 4);
        }

        private static uint Number(byte[] octets, int at) =>
            ((uint)octets[at] << 24) | ((uint)octets[at + 1] << 16) | ((uint)octets[at + 2] << 8) | octets[at + 3];

        private static void PutNumber(byte[] octets, int at, uint value)
        {
            octets[at] = (byte)(value >> 24);
            octets[at + 1] = (byte)(value >> 16);
            octets[at + 2] = (byte)(value >> 8);
            octets[at + 3] = (byte)value;
        }

        private string PathOf(int slot) => _path + "." + slot.ToString();
    }
}
