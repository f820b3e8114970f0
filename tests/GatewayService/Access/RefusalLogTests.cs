using SensorNet.GatewayService.Access;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>How often refusals are logged.</summary>
[TestClass]
public sealed class RefusalLogTests
{
    [TestMethod]
    public void A_client_has_a_line_in_ten_minutes_and_all_together_twenty_a_minute()
    {
        WarningLines lines = new WarningLines();
        RefusalLog log = new RefusalLog(0, lines);
        for (int i = 0; i < 10; i++)
        {
            log.Note(0, "a"u8, null, "publish to", "t"u8);
        }

        Assert.AreEqual("shard 0: client a may not publish to t; 0 refusals since the last line", lines.All[^1]);
        Assert.AreEqual(1, lines.All.Count);
        for (int i = 0; i < 100; i++)
        {
            log.Note(1, [(byte)'b', (byte)(' ' + i)], null, "connect", []);
        }

        Assert.AreEqual(RefusalLog.LinesPerMinuteMax, lines.All.Count);
        log.Note(60_000, "c\u0007"u8, "alice"u8.ToArray(), "connect", []);
        Assert.AreEqual("shard 0: client c\\u0007 (alice) may not connect; 81 refusals since the last line", lines.All[^1]);
        log.Note(RefusalLog.ClientIntervalMs, "a"u8, null, "publish to", "t"u8);
        Assert.AreEqual(RefusalLog.LinesPerMinuteMax + 2, lines.All.Count);
    }

    [TestMethod]
    public void One_more_client_than_is_remembered_has_all_forgotten()
    {
        WarningLines lines = new WarningLines();
        RefusalLog log = new RefusalLog(0, lines);
        long nowMs = 0;
        void Note(int client)
        {
            nowMs += 60_000 / RefusalLog.LinesPerMinuteMax;
            log.Note(nowMs, BitConverter.GetBytes(client), null, "connect", []);
        }

        for (int client = 1; client <= RefusalLog.ClientIdsMax; client++)
        {
            Note(client);
        }

        Assert.HasCount(RefusalLog.ClientIdsMax, lines.All);
        Note(RefusalLog.ClientIdsMax);
        Assert.HasCount(RefusalLog.ClientIdsMax, lines.All, "it is remembered");
        Note(0);
        Note(RefusalLog.ClientIdsMax);
        Assert.HasCount(RefusalLog.ClientIdsMax + 2, lines.All, "it was forgotten");
    }
}
