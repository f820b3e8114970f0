using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Boards;

/// <summary>Boards in one process share nothing, although the device's APIs are static.</summary>
[TestClass]
public sealed class IsolationTests
{
    [TestMethod]
    public void A_thread_without_a_board_is_told_so()
    {
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => MqttSettings.Instance);

        StringAssert.Contains(error.Message, "no emulated board");
        Assert.ThrowsExactly<InvalidOperationException>(() => Board.Current);
    }

    [TestMethod]
    public void Boards_have_MAC_addresses_of_their_own()
    {
        HashSet<string> addresses = [];
        for (int seed = 0; seed < 200; seed++)
        {
            using Board board = new(new BoardOptions { Seed = seed });
            byte[] address = board.MacAddress;
            Assert.HasCount(6, address);
            Assert.AreEqual(0, address[0] & 1, "not a group address");
            Assert.IsTrue(addresses.Add(Convert.ToHexString(address)));
        }
    }

    [TestMethod]
    public void Boards_have_settings_of_their_own()
    {
        using Board first = TestBoards.Create();
        using Board second = TestBoards.Create();

        first.Run(() => MqttSettings.Instance.InflightQueueSize = 7);

        Assert.AreEqual(7, first.Run(() => MqttSettings.Instance.InflightQueueSize));
        Assert.AreEqual(int.MaxValue, second.Run(() => MqttSettings.Instance.InflightQueueSize));
        Assert.AreSame(first.Run(() => MqttSettings.Instance), first.Run(() => MqttSettings.Instance));
    }

    [TestMethod]
    public void Boards_have_pins_and_network_helpers_of_their_own()
    {
        using Board online = TestBoards.CreateOnline();
        using Board fresh = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });

        online.Run(() => Configuration.SetPinFunction(4, DeviceFunction.I2C1_DATA));

        Assert.AreEqual(4, online.Run(() => Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA)));
        Assert.AreNotEqual(4, fresh.Run(() => Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA)));
        Assert.AreEqual(NetworkHelperStatus.NetworkIsReady, online.Run(() => WifiNetworkHelper.Status));
        Assert.AreEqual(NetworkHelperStatus.None, fresh.Run(() => WifiNetworkHelper.Status));
    }

    [TestMethod]
    public void Boards_have_flash_of_their_own()
    {
        using Board first = TestBoards.Create();
        using Board second = TestBoards.Create();

        first.Flash.Deploy(@"I:\settings.json", "first");
        second.Flash.Deploy(@"I:\settings.json", "second");

        Assert.AreEqual("first", File.ReadAllText(first.Flash.HostPath(@"I:\settings.json")));
        Assert.AreEqual("second", File.ReadAllText(second.Flash.HostPath(@"I:\settings.json")));
    }

    [TestMethod]
    public void Boards_have_clocks_of_their_own()
    {
        using Board first = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });
        using Board second = TestBoards.Create(wifi: new WifiOptions { AutoConnect = false });

        first.Run(() => Rtc.SetSystemTime(new BoardDateTime(2030, 1, 2)));

        Assert.AreEqual(2030, first.Run(() => BoardDateTime.UtcNow.Year));
        Assert.AreEqual(1970, second.Run(() => BoardDateTime.UtcNow.Year));
    }

    [TestMethod]
    public void Boards_have_reboot_handlers_of_their_own()
    {
        using Board first = TestBoards.Create();
        using Board second = TestBoards.Create();
        using ManualResetEvent isReady = new(false);
        int firstCalls = 0;
        int secondCalls = 0;
        using EmulatedNode firstNode = EmulatedNode.Start(first, () => WaitForReboot(() => firstCalls++, null));
        using EmulatedNode secondNode = EmulatedNode.Start(second, () => WaitForReboot(() => secondCalls++, isReady));
        Assert.IsTrue(isReady.WaitOne(Eventually.Deadline));

        Assert.IsTrue(secondNode.Stop(Eventually.Deadline));

        Assert.AreEqual(1, secondCalls);
        Assert.AreEqual(0, firstCalls);
        Assert.IsTrue(firstNode.IsRunning);
    }

    [TestMethod]
    public async Task A_board_flows_into_threads_tasks_and_timers()
    {
        using Board board = TestBoards.Create();
        string? fromThread = null;
        string? fromTask = null;
        string? fromTimer = null;
        using ManualResetEvent rang = new(false);

        await board.Run(async () =>
        {
            BoardThread thread = new(() => fromThread = Board.Current.Name);
            thread.Start();
            using BoardTimer timer = new(_ => { fromTimer = Board.Current.Name; rang.Set(); }, null, 1, Timeout.Infinite);
            await Task.Run(() => fromTask = Board.Current.Name);
            thread.Join();
            Assert.IsTrue(rang.WaitOne(Eventually.Deadline));
        });

        Assert.AreEqual(board.Name, fromThread);
        Assert.AreEqual(board.Name, fromTask);
        Assert.AreEqual(board.Name, fromTimer);
    }

    [TestMethod]
    public void Boards_run_one_program_at_a_time()
    {
        using Board board = TestBoards.Create();
        using EmulatedNode node = EmulatedNode.Start(board, () => BoardThread.Sleep(Timeout.Infinite));

        Assert.ThrowsExactly<InvalidOperationException>(() => EmulatedNode.Start(board, () => { }));
    }

    private static void WaitForReboot(Action onReboot, ManualResetEvent? isReady)
    {
        Power.OnRebootEvent += () => onReboot();
        isReady?.Set();
        BoardThread.Sleep(Timeout.Infinite);
    }
}
