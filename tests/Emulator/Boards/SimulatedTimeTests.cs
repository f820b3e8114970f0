using System.Diagnostics;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>Simulated time stands while anything happens and jumps when nothing does.</summary>
[TestClass]
public sealed class SimulatedTimeTests
{
    private static readonly DateTimeOffset s_begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    // For what takes no real time but for the threads of a busy machine.
    private static readonly TimeSpan s_shortly = TimeSpan.FromSeconds(20);

    [TestMethod]
    public void A_year_of_sleeps_takes_seconds_and_each_is_exact()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        List<long> wokeAtMs = [];
        long startedAt = Stopwatch.GetTimestamp();
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            for (int hour = 0; hour < 365 * 24; hour++)
            {
                BoardThread.Sleep(TimeSpan.FromHours(1));
                wokeAtMs.Add(BoardEnvironment.TickCount64);
            }
        });

        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
        CollectionAssert.AreEqual(Enumerable.Range(1, 365 * 24).Select(hour => hour * 3600000L).ToArray(), wokeAtMs);
        Assert.IsLessThan(s_shortly, Stopwatch.GetElapsedTime(startedAt));
        Assert.AreEqual(s_begin.AddDays(365), time.GetUtcNow());
    }

    [TestMethod]
    public void The_time_stands_while_a_thread_runs()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        using SemaphoreSlim mayEnd = new(0);
        long beforeMs = -1;
        long afterMs = -1;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            new BoardThread(() => BoardThread.Sleep(1000)).Start();
            beforeMs = BoardEnvironment.TickCount64;
            mayEnd.Wait();
            afterMs = BoardEnvironment.TickCount64;
        });
        Eventually.Holds(() => board.LiveThreads == 2, "both threads are there");

        mayEnd.Release();

        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
        Assert.AreEqual(0, beforeMs);
        Assert.AreEqual(0, afterMs);
        Assert.AreEqual(s_begin.AddSeconds(1), time.GetUtcNow());
    }

    [TestMethod]
    public void An_event_that_is_set_in_time_ends_the_wait_at_that_time()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        BoardAutoResetEvent signal = new(false);
        List<string> seen = [];
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            new BoardThread(() =>
            {
                BoardThread.Sleep(700);
                signal.Set();
            }).Start();
            seen.Add(signal.WaitOne(1000, false) + " " + BoardEnvironment.TickCount64);
            seen.Add(signal.WaitOne(1000, false) + " " + BoardEnvironment.TickCount64);
        });

        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
        CollectionAssert.AreEqual(new[] { "True 700", "False 1700" }, seen);
    }

    [TestMethod]
    public void A_test_that_holds_the_time_lets_it_pass_only_as_long_as_it_says()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        using IDisposable hold = time.Hold();
        int turns = 0;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            while (true)
            {
                BoardThread.Sleep(1000);
                turns++;
            }
        });

        time.Wait(TimeSpan.FromSeconds(10.5));

        Assert.AreEqual(10, turns);
        Assert.AreEqual(s_begin.AddSeconds(10.5), time.GetUtcNow());
        node.CutPower();
        time.Wait(TimeSpan.FromHours(1));
        Assert.AreEqual(10, turns);
        Assert.AreEqual(s_begin.AddSeconds(3610.5), time.GetUtcNow());
    }

    [TestMethod]
    public void A_deep_sleep_is_as_long_as_the_firmware_asked_for()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        List<DateTimeOffset> starts = [];
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            starts.Add(time.GetUtcNow());
            if (starts.Count < 100)
            {
                nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByTimer(TimeSpan.FromMinutes(5));
                nanoFramework.Hardware.Esp32.Sleep.StartDeepSleep();
            }
        });

        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
        CollectionAssert.AreEqual(Enumerable.Range(0, 100).Select(start => s_begin.AddMinutes(5 * start)).ToArray(), starts);
    }

    [TestMethod]
    public void A_timer_rings_on_time_and_the_time_stands_while_its_callback_runs()
    {
        using SimulatedTime time = new(s_begin);
        using Board board = TestBoards.Create(time);
        List<long> rungAtMs = [];
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            using BoardTimer timer = new(_ => rungAtMs.Add(BoardEnvironment.TickCount64), null, 100, 250);
            BoardThread.Sleep(1000);
        });

        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
        CollectionAssert.AreEqual(new[] { 100L, 350, 600, 850 }, rungAtMs);
    }

    [TestMethod]
    public void A_time_that_something_holds_for_too_long_is_told()
    {
        using SimulatedTime time = new(s_begin) { StandstillMax = TimeSpan.FromMilliseconds(50) };
        using Board board = TestBoards.Create(time);
        using SemaphoreSlim mayEnd = new(0);
        using IDisposable hold = time.Hold();
        using EmulatedNode node = EmulatedNode.Start(board, mayEnd.Wait);

        TimeoutException standstill = Assert.ThrowsExactly<TimeoutException>(() => time.Wait(TimeSpan.FromSeconds(1)));

        StringAssert.Contains(standstill.Message, "for 1 things that run");
        mayEnd.Release();
        Assert.IsTrue(node.Completion.Wait(s_shortly), "the program ends");
    }

    [TestMethod]
    public void A_thread_that_takes_no_part_may_not_wait_for_the_time()
    {
        using SimulatedTime time = new(s_begin);
        Assert.ThrowsExactly<InvalidOperationException>(() => time.Wait(TimeSpan.FromSeconds(1)));
    }
}
