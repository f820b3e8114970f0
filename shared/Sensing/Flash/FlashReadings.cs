using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>
    /// Keeps the readings of an outage on the flash, over restarts. They go there in segments of <see cref="SegmentReadings"/>, a file each, when as
    /// many wait in memory; what waits there for longer than <see cref="CheckpointMs"/> is written as one more file, which grows until it is a
    /// segment. When all segments are used the oldest gives way and is counted. Each file is replaced whole, so that power lost at any moment leaves
    /// what was there before or what was written. Readings can come twice then, when it is lost while they are published.
    /// </summary>
    /// <remarks>
    /// Wear: nothing while the broker is there. In an outage a write for each segment, and at most one every 10 minutes: 52,560 a year if it never
    /// ended, over a wear-levelled file system of 64 blocks with 100,000 cycles each.
    /// </remarks>
    public sealed class FlashReadings
    {
        /// <summary>The files on the flash, without their number.</summary>
        public const string Path = "I:\\sensornet.readings.";

        /// <summary>The readings of one segment.</summary>
        public const int SegmentReadings = ReadingSegment.ReadingsMax;

        /// <summary>The most readings that can be kept: about 128 KB of the flash.</summary>
        public const int ReadingsMax = 2048;

        /// <summary>For how long a reading is in memory alone, in ms: as much is lost with the power.</summary>
        public const int CheckpointMs = 600000;

        /// <summary>From a write that failed to the next, in ms.</summary>
        public const int RetryMs = 60000;

        /// <summary>
        /// The most files. Each start in an outage can leave one that is no whole segment and has a block of the flash all the same; at the limit the
        /// oldest gives way. A third of the 64 blocks stays for everything else.
        /// </summary>
        public const int FilesMax = 40;

        // One more, for the file that grows.
        private const int Slots = FilesMax + 1;
        private const int NoNumber = -1;

        private readonly int _readingsMax;
        private readonly IFileStore _files;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly int[] _counts = new int[Slots];
        private readonly ReadingRing _loaded = new ReadingRing(SegmentReadings);
        private int _loadedNumber = NoNumber;
        private int _first;
        private int _next;
        private int _firstOfBoot;
        private long _savedFrom;
        private long _savedTo = -1;
        private long _checkpointAtMs = long.MaxValue;
        private long _retryAtMs;

        /// <summary>Makes it; nothing is read yet.</summary>
        /// <param name="readingsMax">How many readings it keeps, from 1 to <see cref="ReadingsMax"/>; rounded up to whole segments.</param>
        /// <param name="files">The flash.</param>
        /// <param name="clock">The clocks.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="health">Keeps the last error.</param>
        public FlashReadings(int readingsMax, IFileStore files, IClock clock, ILog log, NodeHealth health)
        {
            _readingsMax = (readingsMax + SegmentReadings - 1) / SegmentReadings * SegmentReadings;
            _files = files;
            _clock = clock;
            _log = log;
            _health = health;
        }

        /// <summary>How many readings are only there, and not in memory.</summary>
        public int Count { get; private set; }

        /// <summary>How many readings gave way or were damaged since the board booted.</summary>
        public long Dropped { get; private set; }

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing else happens before.</summary>
        public long NextStepMs => _checkpointAtMs;

        /// <summary>Finds what is on the flash from before. To be called once, before all else.</summary>
        public void Begin()
        {
            int[] numbers = new int[Slots];
            int newest = NoNumber;
            for (int slot = 0; slot < Slots; slot++)
            {
                string problem;
                int number;
                int count;
                byte[] octets = _files.Read(PathOf(slot), ReadingSegment.BytesMax, out problem);
                bool isOne = ReadingSegment.TryReadHeader(octets, out number, out count) && number % Slots == slot;
                numbers[slot] = isOne ? number : NoNumber;
                _counts[slot] = isOne ? count : 0;
                newest = numbers[slot] > newest ? numbers[slot] : newest;
            }

            _next = newest + 1;
            _first = _next;
            for (int slot = 0; slot < Slots; slot++)
            {
                _first = numbers[slot] != NoNumber && numbers[slot] < _first ? numbers[slot] : _first;
                Count += _counts[slot];
            }

            _firstOfBoot = _next;
            if (Count > 0)
            {
                _log.Write(Count.ToString() + " readings from before the restart are on the flash");
            }

            MakeRoom(0);
        }

        /// <summary>Moves readings from memory to the flash when that is due.</summary>
        /// <param name="ring">The readings in memory, with consecutive sequence numbers.</param>
        /// <param name="isOnline">Whether they can be published now.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public void Step(ReadingRing ring, bool isOnline, long nowMs)
        {
            if (isOnline && ring.Count == 0)
            {
                DeleteCheckpoint();
            }

            if (ring.Count >= SegmentReadings && (HasRoom(SegmentReadings) || ring.Count == ring.Capacity) && nowMs >= _retryAtMs)
            {
                Spill(ring, nowMs);
            }

            int unsaved = isOnline ? 0 : Unsaved(ring);
            _checkpointAtMs = unsaved == 0 ? long.MaxValue : _checkpointAtMs == long.MaxValue ? nowMs + CheckpointMs : _checkpointAtMs;
            if (nowMs >= _checkpointAtMs)
            {
                _checkpointAtMs = WriteCheckpoint(ring, nowMs) ? long.MaxValue : nowMs + RetryMs;
            }
        }

        /// <summary>Writes all that is in memory, before a restart.</summary>
        public void Flush(ReadingRing ring, long nowMs)
        {
            bool isWritten = true;
            while (isWritten && ring.Count >= SegmentReadings)
            {
                isWritten = Spill(ring, nowMs);
            }

            if (isWritten && Unsaved(ring) > 0)
            {
                WriteCheckpoint(ring, nowMs);
            }
        }

        /// <summary>How many readings in memory would be lost with the power.</summary>
        public int Unsaved(ReadingRing ring)
        {
            if (ring.Count == 0)
            {
                return 0;
            }

            long from = _savedFrom > ring.Oldest.Sequence ? _savedFrom : ring.Oldest.Sequence;
            long newest = ring.At(ring.Count - 1).Sequence;
            long to = _savedTo < newest ? _savedTo : newest;
            return to < from ? ring.Count : ring.Count - (int)(to - from + 1);
        }

        /// <summary>The oldest reading on the flash, or null. It is older than all in memory, and valid until the next change.</summary>
        public Reading Oldest
        {
            get
            {
                while (_first != _next)
                {
                    if (_loadedNumber != _first)
                    {
                        Load();
                    }

                    if (_loaded.Count > 0)
                    {
                        return _loaded.Oldest;
                    }

                    DeleteFirst();
                }

                return null;
            }
        }

        /// <summary>Whether <see cref="Oldest"/> was taken since the board booted, so that its uptime says when.</summary>
        public bool IsOldestOfThisBoot => _first >= _firstOfBoot;

        /// <summary>Removes the oldest reading: it is published. The file goes when all of it is.</summary>
        public void RemoveOldest()
        {
            _loaded.RemoveOldest();
            Count--;
            if (_loaded.Count == 0)
            {
                DeleteFirst();
            }
        }

        private static string PathOf(int number) => Path + (number % Slots).ToString();

        private bool Spill(ReadingRing ring, long nowMs)
        {
            MakeRoom(SegmentReadings);
            if (!Write(ring, 0, SegmentReadings, nowMs))
            {
                return false;
            }

            for (int i = 0; i < SegmentReadings; i++)
            {
                ring.RemoveOldest();
            }

            // The file that grew is this segment now.
            _savedTo = -1;
            _counts[_next % Slots] = SegmentReadings;
            Count += SegmentReadings;
            _next++;
            return true;
        }

        private bool WriteCheckpoint(ReadingRing ring, long nowMs)
        {
            int count = ring.Count < SegmentReadings ? ring.Count : SegmentReadings;
            if (!Write(ring, ring.Count - count, count, nowMs))
            {
                return false;
            }

            _savedFrom = ring.At(ring.Count - count).Sequence;
            _savedTo = ring.At(ring.Count - 1).Sequence;
            return true;
        }

        private bool Write(ReadingRing ring, int first, int count, long nowMs)
        {
            string problem;
            byte[] octets = ReadingSegment.Write(_next, ring, first, count, _clock.UtcMs, nowMs);
            if (_files.Write(PathOf(_next), octets, out problem))
            {
                return true;
            }

            _savedTo = -1;
            _retryAtMs = nowMs + RetryMs;
            _health.NoteError("readings are not on the flash: " + problem);
            _log.Write("readings are not on the flash: " + problem);
            return false;
        }

        private void DeleteCheckpoint()
        {
            if (_savedTo >= 0)
            {
                _savedTo = -1;
                Delete(_next);
            }
        }

        private bool HasRoom(int readings) => Count + readings <= _readingsMax && _next - _first < FilesMax;

        private void MakeRoom(int readings)
        {
            while (_first != _next && !HasRoom(readings))
            {
                GiveUpFirst();
            }
        }

        private void GiveUpFirst()
        {
            int count = _loadedNumber == _first ? _loaded.Count : _counts[_first % Slots];
            if (count > 0)
            {
                Dropped += count;
                Count -= count;
                _log.Write("the flash holds no more readings: the oldest " + count.ToString() + " are dropped");
            }

            DeleteFirst();
        }

        private void Load()
        {
            while (_loaded.Count > 0)
            {
                _loaded.RemoveOldest();
            }

            _loadedNumber = _first;
            int count = _counts[_first % Slots];
            string problem = null;
            if (count > 0 && !ReadingSegment.TryRead(_files.Read(PathOf(_first), ReadingSegment.BytesMax, out problem), _loaded))
            {
                while (_loaded.Count > 0)
                {
                    _loaded.RemoveOldest();
                }

                Dropped += count;
                Count -= count;
                string text = count.ToString() + " readings on the flash are lost: " + (problem ?? PathOf(_first) + " is damaged");
                _health.NoteError(text);
                _log.Write(text);
            }
        }

        private void DeleteFirst()
        {
            Delete(_first);
            _counts[_first % Slots] = 0;
            _loadedNumber = NoNumber;
            _first++;
        }

        private void Delete(int number)
        {
            string problem;
            if (!_files.Delete(PathOf(number), out problem))
            {
                // They would come again after a restart.
                _health.NoteError("readings stay on the flash: " + problem);
                _log.Write("readings stay on the flash: " + problem);
            }
        }
    }
}
