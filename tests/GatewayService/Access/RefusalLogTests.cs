using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Access;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>How often refusals are logged.</summary>
[TestClass]
public sealed class RefusalLogTests
{
    [TestMethod]
    public void A_client_has_a_line_in_ten_minutes_and_all_together_twenty_a_minute()
    {
        LineCounter lines = new LineCounter();
        RefusalLog log = new RefusalLog(0, lines);
        for (int i = 0; i < 10; i++)
        {
            log.Note(0, "a"u8, null, "publish to", "t"u8);
        }

        Assert.AreEqual("shard 0: client a may not publish to t; 0 refusals since the last line", lines.Last);
        Assert.AreEqual(1, lines.Count);
        for (int i = 0; i < 100; i++)
        {
            log.Note(1, [(byte)'b', (byte)(' ' + i)], null, "connect", []);
        }

        Assert.AreEqual(RefusalLog.LinesPerMinuteMax, lines.Count);
        log.Note(60_000, "c\u0007"u8, "alice"u8.ToArray(), "connect", []);
        Assert.AreEqual("shard 0: client c\\u0007 (alice) may not connect; 81 refusals since the last line", lines.Last);
        log.Note(RefusalLog.ClientIntervalMs, "a"u8, null, "publish to", "t"u8);
        Assert.AreEqual(RefusalLog.LinesPerMinuteMax + 2, lines.Count);
    }

    [TestMethod]
    public void One_more_client_than_is_remembered_has_all_forgotten()
    {
        LineCounter lines = new LineCounter();
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

        Assert.AreEqual(RefusalLog.ClientIdsMax, lines.Count);
        Note(RefusalLog.ClientIdsMax);
        Assert.AreEqual(RefusalLog.ClientIdsMax, lines.Count, "it is remembered");
        Note(0);
        Note(RefusalLog.ClientIdsMax);
        Assert.AreEqual(RefusalLog.ClientIdsMax + 2, lines.Count, "it was forgotten");
    }

    private sealed class LineCounter : ILogger
    {
        public int Count { get; private set; }

        public string Last { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Count++;
            Last = formatter(state, exception);
        }
    }
}
