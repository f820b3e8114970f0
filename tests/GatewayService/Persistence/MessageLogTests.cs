using System.Globalization;
using System.Text;
using SensorNet.GatewayService.Persistence.Log;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>The log beside a dictionary; torn, damaged and of another version. SENSORNET_SEED replays a generated run.</summary>
[TestClass]
public sealed class MessageLogTests
{
    private const int SegmentBytes = 4096;

    private readonly List<LogDamage> _damages = [];

    public TestContext TestContext { get; set; } = null!;

    private static int Seed => int.Parse(
        Environment.GetEnvironmentVariable("SENSORNET_SEED") ?? $"{Random.Shared.Next()}", CultureInfo.InvariantCulture);

    [TestMethod]
    public void What_was_committed_is_there_again_and_what_was_not_is_not()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using (MessageLog log = Open(folder))
        {
            Put(log, 1, "one");
            Put(log, 2, "two");
            log.Commit();
            log.Delete(Key(1));
            Put(log, 2, "two again");
            log.Commit();
            Put(log, 3, "three");
        }

        using MessageLog again = Open(folder);

        Assert.IsNull(Text(again, 1));
        Assert.AreEqual("two again", Text(again, 2));
        Assert.IsNull(Text(again, 3));
        Assert.AreEqual(1, again.Count);
        Assert.IsEmpty(_damages);
    }

    [TestMethod]
    public void What_was_there_long_before_a_power_cut_is_there_after_it_though_no_commit_waits_for_the_disk()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        PowerCutFiles disk = new PowerCutFiles();
        using (MessageLog log = Open(folder, disk))
        {
            Put(log, 1, "of use for long");
            log.Commit();
            for (int turn = 0; turn < 2000; turn++)
            {
                Put(log, 2, $"of use for a moment {turn:000000}");
                log.Commit();
            }
        }

        Assert.IsGreaterThan(0, disk.Syncs, "segments have gone");
        disk.Cut();

        using MessageLog after = Open(folder);
        Assert.AreEqual("of use for long", Text(after, 1));
        Assert.IsNotNull(Text(after, 2), "an older one, perhaps");
    }

    [TestMethod]
    public void A_long_run_of_changes_and_new_starts_is_as_a_dictionary_has_it_and_its_files_stay_few()
    {
        int seed = Seed;
        TestContext.WriteLine($"SENSORNET_SEED={seed}");
        Random random = new Random(seed);
        using TemporaryFolder folder = new TemporaryFolder();
        Dictionary<long, string> expected = [];
        MessageLog log = Open(folder);
        try
        {
            for (int turn = 0; turn < 4000; turn++)
            {
                Change(log, expected, random);
                log.Commit();
                if (random.Next(200) == 0)
                {
                    log.Dispose();
                    log = Open(folder);
                    AssertSame(expected, log, seed);
                }

                long most = Math.Max(8 * SegmentBytes, (3 * log.LiveBytes) + (8 * SegmentBytes));
                Assert.IsLessThanOrEqualTo(most, log.Bytes, $"SENSORNET_SEED={seed}: octets of files in turn {turn}");
            }

            AssertSame(expected, log, seed);
            Assert.IsEmpty(_damages);
        }
        finally
        {
            log.Dispose();
        }
    }

    [TestMethod]
    public void A_turn_longer_than_a_segment_is_kept_whole()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string text = new string('x', 3 * SegmentBytes);
        using (MessageLog log = Open(folder))
        {
            Put(log, 1, "short");
            log.Commit();
            Put(log, 2, text);
            Put(log, 3, text);
            log.Commit();
        }

        using MessageLog again = Open(folder);

        Assert.AreEqual("short", Text(again, 1));
        Assert.AreEqual(text, Text(again, 2));
        Assert.AreEqual(text, Text(again, 3));
    }

    [TestMethod]
    public void A_turn_that_is_cut_at_any_octet_does_not_count_and_those_before_it_do()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string path = folder.File(LogFormat.FileName(1));
        int before;
        int after;
        using (MessageLog log = Open(folder))
        {
            Put(log, 1, "one");
            log.Commit();
            before = LogFormat.HeaderBytes + (int)log.WrittenBytes;
            Put(log, 1, "other");
            Put(log, 2, "two");
            log.Commit();
            after = LogFormat.HeaderBytes + (int)log.WrittenBytes;
        }

        byte[] whole = File.ReadAllBytes(path);
        for (int cut = before; cut < after; cut++)
        {
            using TemporaryFolder copy = new TemporaryFolder();
            byte[] torn = [.. whole[..cut], .. new byte[whole.Length - cut]];
            File.WriteAllBytes(copy.File(LogFormat.FileName(1)), torn);
            _damages.Clear();

            using MessageLog log = Open(copy);

            Assert.AreEqual("one", Text(log, 1), $"cut at {cut}");
            Assert.IsNull(Text(log, 2), $"cut at {cut}");
            Assert.AreEqual(cut > before, _damages.Count > 0, $"cut at {cut}: {string.Join("; ", _damages)}");
        }
    }

    [TestMethod]
    public void A_damaged_record_in_the_middle_takes_its_turn_with_it_and_is_said()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string path = folder.File(LogFormat.FileName(1));
        int at;
        using (MessageLog log = Open(folder))
        {
            Put(log, 1, "one");
            log.Commit();
            at = LogFormat.HeaderBytes + (int)log.WrittenBytes;
            Put(log, 2, "two");
            log.Commit();
            Put(log, 3, "three");
            log.Commit();
        }

        byte[] octets = File.ReadAllBytes(path);
        octets[at + LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin] ^= 1;
        File.WriteAllBytes(path, octets);

        using MessageLog again = Open(folder);

        Assert.AreEqual("one", Text(again, 1));
        Assert.IsNull(Text(again, 2));
        Assert.AreEqual("three", Text(again, 3));
        Assert.HasCount(1, _damages);
        Assert.AreEqual(at, _damages[0].Offset);
        StringAssert.Contains(_damages[0].ToString(), "checksum");
    }

    [TestMethod]
    public void Whatever_is_damaged_the_log_opens_and_what_lies_before_the_first_damage_is_there()
    {
        int seed = Seed;
        TestContext.WriteLine($"SENSORNET_SEED={seed}");
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++)
        {
            using TemporaryFolder folder = new TemporaryFolder();
            List<(int End, Dictionary<long, string> Expected)> turns = WriteTurns(folder, random);
            string path = folder.File(LogFormat.FileName(1));
            byte[] octets = File.ReadAllBytes(path);
            int first = Damage(octets, random);
            File.WriteAllBytes(path, octets[..random.Next(Math.Max(first, LogFormat.HeaderBytes), octets.Length + 1)]);

            using MessageLog log = Open(folder);

            // New keys in each turn: what an undamaged turn has put is there, whatever came later.
            foreach ((int end, Dictionary<long, string> expected) in turns.Where(turn => first >= LogFormat.HeaderBytes && turn.End <= first))
            {
                foreach ((long id, string text) in expected)
                {
                    Assert.AreEqual(text, Text(log, id), $"SENSORNET_SEED={seed}, run {run}: damage at {first}, turn ends at {end}");
                }
            }

            Put(log, 1, "goes on");
            log.Commit();
            Assert.AreEqual("goes on", Text(log, 1));
        }
    }

    [TestMethod]
    public void A_log_of_a_newer_version_is_not_touched()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using (MessageLog log = Open(folder))
        {
            Put(log, 1, "one");
            log.Commit();
        }

        string path = folder.File(LogFormat.FileName(1));
        byte[] octets = File.ReadAllBytes(path);
        octets[8] = LogFormat.Version + 1;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(28), LogFormat.HeaderCrc(octets));
        File.WriteAllBytes(path, octets);

        StoreException refused = Assert.ThrowsExactly<StoreException>(() => Open(folder).Dispose());

        StringAssert.Contains(refused.Message, $"version {LogFormat.Version + 1}");
        CollectionAssert.AreEqual(octets, File.ReadAllBytes(path));
    }

    [TestMethod]
    public void A_log_that_would_grow_beyond_its_bound_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        LogOptions options = new LogOptions { Folder = folder.Path, SegmentBytes = SegmentBytes, BytesMax = 4 * SegmentBytes };
        using MessageLog log = new MessageLog(options, DiskFiles.Instance, _damages.Add);

        StoreException refused = Assert.ThrowsExactly<StoreException>(() =>
        {
            for (int id = 0; id < 1000; id++)
            {
                Put(log, id, new string('x', 100));
                log.Commit();
            }
        });

        StringAssert.Contains(refused.Message, "Persistence:BytesPerShardMax");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void With_or_without_waiting_for_the_disk_the_log_is_the_same(bool syncs)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        LogOptions options = new LogOptions { Folder = folder.Path, SegmentBytes = SegmentBytes, Syncs = syncs };
        using (MessageLog log = new MessageLog(options, DiskFiles.Instance, _damages.Add))
        {
            for (int id = 0; id < 100; id++)
            {
                Put(log, id, $"text {id}");
                log.Commit();
            }
        }

        using MessageLog again = new MessageLog(options, DiskFiles.Instance, _damages.Add);

        Assert.AreEqual(100, again.Count);
        Assert.AreEqual("text 99", Text(again, 99));
    }

    private static void Change(MessageLog log, Dictionary<long, string> expected, Random random)
    {
        int changes = random.Next(1, 6);
        for (int i = 0; i < changes; i++)
        {
            long id = random.Next(60);
            if (random.Next(3) == 0)
            {
                log.Delete(Key(id));
                expected.Remove(id);
            }
            else
            {
                expected[id] = new string((char)('a' + random.Next(26)), random.Next(0, 300));
                Put(log, id, expected[id]);
            }
        }
    }

    private List<(int End, Dictionary<long, string> Expected)> WriteTurns(TemporaryFolder folder, Random random)
    {
        List<(int, Dictionary<long, string>)> turns = [];
        using MessageLog log = Open(folder);
        long id = 10;
        while (log.WrittenBytes < SegmentBytes / 2)
        {
            Dictionary<long, string> put = [];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                put[++id] = new string((char)('a' + random.Next(26)), random.Next(0, 60));
                Put(log, id, put[id]);
            }

            log.Commit();
            turns.Add((LogFormat.HeaderBytes + (int)log.WrittenBytes, put));
        }

        return turns;
    }

    // Returns the first octet that is not what it was.
    private static int Damage(byte[] octets, Random random)
    {
        int first = octets.Length;
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            int at = random.Next(octets.Length);
            octets[at] ^= (byte)random.Next(1, 256);
            first = Math.Min(first, at);
        }

        return first;
    }

    private static void AssertSame(Dictionary<long, string> expected, MessageLog log, int seed)
    {
        Assert.AreEqual(expected.Count, log.Count, $"SENSORNET_SEED={seed}");
        foreach ((long id, string text) in expected)
        {
            Assert.AreEqual(text, Text(log, id), $"SENSORNET_SEED={seed}: {id}");
        }
    }

    private static LogKey Key(long id) => new(1, 7, id);

    private static void Put(MessageLog log, long id, string text) => Encoding.UTF8.GetBytes(text, log.Put(Key(id), Encoding.UTF8.GetByteCount(text)));

    private static string? Text(MessageLog log, long id) => log.Read(Key(id)) is { } value ? Encoding.UTF8.GetString(value) : null;

    private MessageLog Open(TemporaryFolder folder, ILogFiles? disk = null) =>
        new(new LogOptions { Folder = folder.Path, SegmentBytes = SegmentBytes }, disk ?? DiskFiles.Instance, _damages.Add);
}
