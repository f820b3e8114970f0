using SensorNet.Cli.Nodes;
using SensorNet.Emulator;

namespace SensorNet.Cli.Tests.Nodes;

[TestClass]
public sealed class NodeHostTests
{
    [TestMethod]
    public void The_network_that_the_settings_name_is_in_reach()
    {
        NodeSettingsFile settings = NodeSettingsFile.Empty().With("wifiSsid", "home").With("wifiPassword", "password");
        AccessPoint only = NodeHost.OptionsOf(new NodePlan(settings, _ => { })).Wifi.AccessPoints.Single();
        Assert.AreEqual(new AccessPoint("home", "password"), only);
    }

    [TestMethod]
    public void Without_wifi_settings_the_stored_network_is_in_reach()
    {
        WifiOptions wifi = NodeHost.OptionsOf(new NodePlan(NodeSettingsFile.Empty(), _ => { })).Wifi;
        Assert.AreEqual(new AccessPoint(wifi.StoredSsid, wifi.StoredPassword), wifi.AccessPoints.Single());
    }

    [TestMethod]
    public void Refused_wifi_is_a_network_with_another_password()
    {
        NodePlan plan = new NodePlan(NodeSettingsFile.Empty(), _ => { })
        {
            Faults = [new FaultPlan(NodeFault.WifiRefused, TimeSpan.Zero, null)],
        };
        WifiOptions wifi = NodeHost.OptionsOf(plan).Wifi;
        Assert.AreEqual(wifi.StoredSsid, wifi.AccessPoints.Single().Ssid);
        Assert.AreNotEqual(wifi.StoredPassword, wifi.AccessPoints.Single().Password);
    }

    [TestMethod]
    [DataRow(SensorKind.Bme280)]
    [DataRow(SensorKind.Bmp280)]
    [DataRow(SensorKind.Sht31)]
    public void The_board_has_the_sensor_that_was_asked_for(SensorKind kind) =>
        Assert.AreEqual(kind, NodeHost.OptionsOf(new NodePlan(NodeSettingsFile.Empty(), _ => { }) { Sensor = kind }).Sensor);

    [TestMethod]
    public void The_faults_of_an_sht31_are_put_on_the_chip()
    {
        using Board board = new Board(new BoardOptions { Sensor = SensorKind.Sht31 });
        FaultPlan[] plans = [new(NodeFault.SensorBadChecksum, TimeSpan.Zero, null), new(NodeFault.SensorSlow, TimeSpan.Zero, null)];
        using BoardFaults faults = BoardFaults.Schedule(board, plans, new TimerTime());
        Assert.AreEqual(ChipFaults.BadChecksum | ChipFaults.Slow, board.Sensor!.Faults);
    }

    [TestMethod]
    public void Sensor_faults_are_put_on_the_chip_and_taken_away_at_their_times()
    {
        using Board board = new Board(new BoardOptions());
        TimerTime time = new TimerTime();
        FaultPlan[] plans =
        [
            new(NodeFault.SensorStuck, TimeSpan.Zero, null),
            new(NodeFault.SensorNoise, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)),
            new(NodeFault.SntpBlocked, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)),
        ];
        using BoardFaults faults = BoardFaults.Schedule(board, plans, time);
        Assert.AreEqual(ChipFaults.Stuck, board.Sensor!.Faults);
        time.Fire(TimeSpan.FromSeconds(5));
        Assert.AreEqual(ChipFaults.Stuck | ChipFaults.Noise, board.Sensor.Faults);
        Assert.IsTrue(board.Clock.SntpBlocked);
        time.Fire(TimeSpan.FromSeconds(15));
        Assert.AreEqual(ChipFaults.Stuck, board.Sensor.Faults);
        Assert.IsFalse(board.Clock.SntpBlocked);
    }
}
