using System.Collections.Concurrent;
using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using nanoFramework.Runtime.Native;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>Boots, reboots, sleeps and ends.</summary>
[TestClass]
public sealed class EmulatedNodeTests
{
    [TestMethod]
    public void Program_that_returns_ends_the_node()
    {
        using Board board = TestBoards.Create();
        using EmulatedNode node = EmulatedNode.Start(board, () => { });

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        Assert.AreEqual(PowerOffReason.ProgramEnded, node.EndReason);
        Assert.IsNull(node.Failure);
        Assert.IsFalse(board.IsOn);
    }

    [TestMethod]
    public void Program_goes_on_after_Main_while_its_threads_do()
    {
        using Board board = TestBoards.Create();
        bool isFinished = false;
        using EmulatedNode node = EmulatedNode.Start(board, () => new BoardThread(() =>
        {
            BoardThread.Sleep(200);
            isFinished = true;
        }).Start());

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        Assert.IsTrue(isFinished);
        Assert.AreEqual(PowerOffReason.ProgramEnded, node.EndReason);
    }

    [TestMethod]
    public void Program_that_dies_leaves_its_exception()
    {
        List<string> output = [];
        using Board board = TestBoards.Create(onLine: output.Add);
        using EmulatedNode node = EmulatedNode.Start(board, () => throw new InvalidDataException("bad flash"));

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        Assert.AreEqual(PowerOffReason.ProgramFailed, node.EndReason);
        Assert.IsInstanceOfType<InvalidDataException>(node.Failure);
        Assert.IsTrue(output.Exists(line => line.Contains("bad flash", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Thread_that_dies_leaves_the_others_alone()
    {
        using Board board = TestBoards.Create();
        bool isAliveAfterwards = false;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            BoardThread thread = new(() => throw new InvalidDataException());
            thread.Start();
            thread.Join();
            isAliveAfterwards = true;
        });

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));
        Assert.IsTrue(isAliveAfterwards);
        Assert.IsNull(node.Failure);
    }

    [TestMethod]
    public void Planned_stop_waits_for_the_reboot_handlers()
    {
        using Board board = TestBoards.Create();
        using ManualResetEvent isReady = new(false);
        bool isHandled = false;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            Power.OnRebootEvent += () =>
            {
                BoardThread.Sleep(50);
                isHandled = Board.Current == board;
            };
            isReady.Set();
            BoardThread.Sleep(Timeout.Infinite);
        });
        isReady.WaitOne();

        Assert.IsTrue(node.Stop(Eventually.Deadline));

        Assert.IsTrue(isHandled);
        Assert.AreEqual(PowerOffReason.Stopped, node.EndReason);
        Assert.AreEqual(1, node.Boots);
    }

    [TestMethod]
    public void Planned_stop_does_not_wait_longer_than_it_is_given()
    {
        using Board board = TestBoards.Create();
        using ManualResetEvent isReady = new(false);
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            Power.OnRebootEvent += () => BoardThread.Sleep(Timeout.Infinite);
            isReady.Set();
            BoardThread.Sleep(Timeout.Infinite);
        });
        isReady.WaitOne();

        Assert.IsFalse(node.Stop(TimeSpan.FromMilliseconds(100)));

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));
        Assert.IsFalse(node.LeftThreadsBehind);
    }

    [TestMethod]
    public void Planned_stop_ends_a_Main_that_waits_for_an_event_at_once()
    {
        using Board board = TestBoards.Create();
        using ManualResetEvent isReady = new(false);
        using AutoResetEvent neverSet = new(false);
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            isReady.Set();
            neverSet.WaitOne(Timeout.Infinite);
        });
        isReady.WaitOne();

        Assert.IsTrue(node.Stop(EmulatedNode.ThreadEndTimeout));

        Assert.AreEqual(PowerOffReason.Stopped, node.EndReason);
        Assert.IsNull(node.Failure);
        Assert.IsFalse(node.LeftThreadsBehind);
    }

    [TestMethod]
    public void Reboot_runs_the_handlers_and_boots_with_fresh_RAM_and_the_same_flash()
    {
        using Board board = TestBoards.Create();
        int handled = 0;
        List<int> queueSizes = [];
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            queueSizes.Add(MqttSettings.Instance.InflightQueueSize);
            MqttSettings.Instance.InflightQueueSize = 5;
            FileInfo flag = new(board.Flash.HostPath(@"I:\booted"));
            if (flag.Exists)
            {
                return;
            }

            flag.Create().Dispose();
            Power.OnRebootEvent += () => handled++;
            Power.RebootDevice();
        });

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        Assert.AreEqual(2, node.Boots);
        Assert.AreEqual(1, handled);
        CollectionAssert.AreEqual(new[] { int.MaxValue, int.MaxValue }, queueSizes);
    }

    [TestMethod]
    public void Reboot_does_not_boot_again_when_it_is_not_wanted()
    {
        using Board board = TestBoards.Create();
        using EmulatedNode node = EmulatedNode.Start(board, () => Power.RebootDevice(), autoRestart: false);

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        Assert.AreEqual(1, node.Boots);
        Assert.AreEqual(PowerOffReason.Reboot, node.EndReason);
    }

    [TestMethod]
    public void Reboot_from_outside_boots_again()
    {
        using Board board = TestBoards.Create();
        using SemaphoreSlim booted = new(0);
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            booted.Release();
            BoardThread.Sleep(Timeout.Infinite);
        });
        Assert.IsTrue(booted.Wait(Eventually.Deadline));

        Assert.IsTrue(node.Reboot(Eventually.Deadline));

        Assert.IsTrue(booted.Wait(Eventually.Deadline));
        Assert.AreEqual(2, node.Boots);
    }

    [TestMethod]
    public void Reboot_handlers_get_no_more_time_than_the_firmware_gives_them()
    {
        using Board board = TestBoards.Create();
        using EmulatedNode node = EmulatedNode.Start(
            board,
            () =>
            {
                Power.OnRebootEvent += () => BoardThread.Sleep(Timeout.Infinite);
                Power.RebootDevice(50);
            },
            autoRestart: false);

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));
        Assert.AreEqual(PowerOffReason.Reboot, node.EndReason);
    }

    [TestMethod]
    public void Deep_sleep_boots_again_woken_by_the_timer_and_keeps_the_time()
    {
        using Board board = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });
        List<Sleep.WakeupCause> causes = [];
        List<int> years = [];
        List<long> uptimes = [];
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            causes.Add(Sleep.GetWakeupCause());
            years.Add(BoardDateTime.UtcNow.Year);
            uptimes.Add(BoardEnvironment.TickCount64);
            if (causes.Count == 2)
            {
                return;
            }

            Rtc.SetSystemTime(new BoardDateTime(2030, 5, 6));
            BoardThread.Sleep(100);
            Sleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(30));
            Sleep.StartDeepSleep();
        });

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        CollectionAssert.AreEqual(new[] { Sleep.WakeupCause.Undefined, Sleep.WakeupCause.Timer }, causes);
        CollectionAssert.AreEqual(new[] { 1970, 2030 }, years);
        Assert.IsLessThan(100, uptimes[1], "the uptime begins anew");
    }

    [TestMethod]
    public void Stop_ends_a_deep_sleep()
    {
        using Board board = TestBoards.Create();
        using EmulatedNode node = EmulatedNode.Start(board, Sleep.StartDeepSleep);
        Eventually.Holds(() => !board.IsOn, "the board sleeps");

        Assert.IsTrue(node.Stop(Eventually.Deadline));
        Assert.AreEqual(1, node.Boots);
    }

    [TestMethod]
    public void Light_sleep_drops_Wifi_and_comes_back()
    {
        using Board board = TestBoards.CreateOnline();
        ConcurrentQueue<bool> changes = new();
        board.Wifi.LinkChanged += changes.Enqueue;

        Sleep.WakeupCause cause = board.Run(() =>
        {
            Sleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(100));
            Sleep.StartLightSleep();
            return Sleep.GetWakeupCause();
        });

        Assert.AreEqual(Sleep.WakeupCause.Timer, cause);
        Eventually.Holds(() => board.Wifi.IsUp, "the board joins again");
        CollectionAssert.AreEqual(new[] { false, true }, changes.ToArray());
    }

    [TestMethod]
    public void Power_cut_ends_threads_that_wait_and_threads_that_catch_everything()
    {
        using Board board = TestBoards.Create();
        using CountdownEvent waiting = new(3);
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            new BoardThread(() => { waiting.Signal(); new AutoResetEvent(false).WaitOne(); }).Start();
            new BoardThread(() => SleepWhateverHappens(waiting)).Start();
            waiting.Signal();
            BoardThread.Sleep(Timeout.Infinite);
        });
        Assert.IsTrue(waiting.Wait(Eventually.Deadline));

        node.CutPower();

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));
        Assert.AreEqual(PowerOffReason.PowerCut, node.EndReason);
        Assert.IsFalse(node.LeftThreadsBehind);
    }

    [TestMethod]
    public void Power_cut_loses_the_time_and_a_reboot_does_not()
    {
        using Board board = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });
        board.Run(() => Rtc.SetSystemTime(new BoardDateTime(2030, 1, 2)));
        Assert.AreEqual(2030, board.Clock.UtcNow.Year);

        board.CutPower();

        Assert.AreEqual(1970, board.Run(() => BoardDateTime.UtcNow.Year));
    }

    [TestMethod]
    public void Memory_shrinks_with_every_thread()
    {
        using Board board = TestBoards.Create();

        (uint before, uint after) = board.Run(() =>
        {
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out uint total, out uint before, out uint largest);
            Assert.IsTrue(largest < before && before < total);
            using ManualResetEvent mayEnd = new(false);
            BoardThread thread = new(() => mayEnd.WaitOne());
            thread.Start();
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out _, out uint after, out _);
            mayEnd.Set();
            thread.Join();
            return (before, after);
        });

        Assert.IsLessThan(before, after);
    }

    [TestMethod]
    public void Debug_output_comes_in_whole_lines()
    {
        List<string> lines = [];
        using Board board = TestBoards.Create(onLine: lines.Add);
        using EmulatedNode node = EmulatedNode.Start(board, () => throw new InvalidDataException("one\ntwo"));

        Assert.IsTrue(node.Completion.Wait(Eventually.Deadline));

        StringAssert.EndsWith(lines[0], "one");
        Assert.AreEqual("two", lines[1]);
    }

    private static void SleepWhateverHappens(CountdownEvent waiting)
    {
        waiting.Signal();
        for (int attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                BoardThread.Sleep(1_000);
            }
            catch (Exception)
            {
                // Firmware that takes every exception for a fault to be survived.
                continue;
            }
        }
    }
}
