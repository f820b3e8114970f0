using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>Accounts for the readings of a node: by start where they are in its memory only, and over all starts with a flash.</summary>
/// <remarks>
/// What the equations say. Of one start without readings on the flash:
/// taken = received + dropped + in memory at the end + lost on the way, and lost on the way is 0 to unconfirmed.
/// With the flash the same over all starts, where received is the number of different readings. A start that ends while readings wait can leave a
/// block on the flash that is published in part: it comes again, or is dropped later and so counted twice. A loss of power while readings are in
/// memory alone can hit the write of a block: it is on the flash, and counted as in memory. So lost on the way can be below 0, by these blocks at
/// most.
/// </remarks>
internal sealed class SoakLedger(bool isOnFlash)
{
    private readonly object _lock = new();
    private readonly List<SoakBoot> _boots = [];
    private readonly HashSet<ulong> _different = [];
    private SoakBoot? _receiving;
    private string? _problem;

    /// <summary>Readings that came once more.</summary>
    public long Repeated { get; private set; }

    /// <summary>Answers to commands, and how many of them were consents.</summary>
    public long Answers { get; private set; }

    public long Consents { get; private set; }

    /// <summary>How many readings the last diagnostics had on the flash; 0 where none are kept there.</summary>
    public long OnFlash { get; private set; }

    /// <summary>How often the node was online.</summary>
    public long Connections { get; private set; }

    public int Starts => _boots.Count;

    public long Taken => _boots.Sum(boot => boot.Taken);

    public long Received => isOnFlash ? _different.Count : _boots.Sum(boot => boot.Received);

    public long Dropped => _boots.Sum(boot => boot.Dropped);

    public long Unsaved => _boots.Sum(boot => boot.Unsaved);

    public long Unconfirmed => _boots.Sum(boot => boot.Unconfirmed);

    public long RepeatedMax => _boots.Sum(boot => boot.RepeatedMax);

    public long CountedTwiceMax => _boots.Sum(boot => boot.CountedTwiceMax);

    public long LostOnTheWay => Taken - Received - Dropped - Unsaved;

    /// <summary>The node starts.</summary>
    public SoakBoot Begin()
    {
        SoakBoot boot = new();
        lock (_lock)
        {
            _boots.Add(boot);
        }

        return boot;
    }

    /// <summary>The subscriber got a message. What comes before the first "online" of a start is of the one before.</summary>
    public void Note(string topic, string payload, bool isRetained)
    {
        lock (_lock)
        {
            switch (topic)
            {
                case "status" when payload == "online" && !isRetained:
                    _receiving = _boots[^1];
                    Connections++;
                    break;
                case "readings":
                    NoteReading(payload);
                    break;
                case "responses":
                    Answers++;
                    Consents += payload.Contains("\"ok\":true", StringComparison.Ordinal) ? 1 : 0;
                    break;
                case "diagnostics":
                    using (JsonDocument document = JsonDocument.Parse(payload))
                    {
                        OnFlash = document.RootElement.TryGetProperty("readingsOnFlash", out JsonElement count) ? count.GetInt64() : 0;
                    }

                    break;
            }
        }
    }

    /// <summary>What is wrong with the account, or null.</summary>
    public string? Problem()
    {
        lock (_lock)
        {
            if (isOnFlash)
            {
                bool isRight = LostOnTheWay <= Unconfirmed && LostOnTheWay >= -(RepeatedMax + CountedTwiceMax) && Repeated <= RepeatedMax;
                return _problem ?? (isRight ? null : "the account does not come out even");
            }

            int wrong = _boots.FindIndex(boot => boot.LostOnTheWay < 0 || boot.LostOnTheWay > boot.Unconfirmed);
            return _problem ?? (wrong < 0 ? null : $"the account of start {wrong} does not come out even: {Describe(_boots[wrong])}");
        }
    }

    public override string ToString() =>
        $"{Starts} starts, {Connections} connections, {Taken} readings taken: {Received} received ({Repeated} of them again), {Dropped} dropped, "
            + $"{Unsaved} in memory at an end, {LostOnTheWay} on the way of {Unconfirmed} unconfirmed; {Answers} answers, {Consents} consents";

    private static string Describe(SoakBoot boot) => $"{boot.Taken} readings taken, {boot.Received} received up to number {boot.LastSequence}, "
        + $"{boot.Dropped} dropped, {boot.Unsaved} in memory at the end, {boot.Unconfirmed} unconfirmed";

    private void NoteReading(string payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        long sequence = document.RootElement.GetProperty("seq").GetInt64();
        if (_receiving is not { } boot)
        {
            _problem ??= $"reading {sequence} came before the first \"online\"";
            return;
        }

        if (isOnFlash)
        {
            // A start's numbers begin anew; with the uptime and the values they are a reading's own. The time may have become known meanwhile.
            string own = string.Concat(
                document.RootElement.EnumerateObject().Where(member => member.Name != "time").Select(member => member.Value.GetRawText() + ","));
            Repeated += _different.Add(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(own)))) ? 0 : 1;
            return;
        }

        if (sequence <= boot.LastSequence)
        {
            _problem ??= $"reading {sequence} came after {boot.LastSequence}";
        }

        boot.LastSequence = sequence;
        boot.Received++;
    }
}
