using System.Net;
using System.Net.Sockets;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.Networking;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>Connections that end in the middle of something.</summary>
[TestClass]
public sealed class BrokenConnectionTests
{
    private static readonly TimeSpan s_shortly = TimeSpan.FromSeconds(20);

    [TestMethod]
    public void Power_lost_while_the_network_is_away_loses_what_was_not_sent()
    {
        using ClientFixture fixture = new();
        fixture.Connect();
        fixture.Publish("sent");
        Eventually.Holds(() => fixture.Broker.Payloads().Length == 1, "it is sent");
        fixture.Board.Wifi.Drop();
        fixture.Publish("lost with the memory");
        fixture.Board.CutPower();

        using ScriptedBroker other = new();
        fixture.Board.Wifi.Restore();
        fixture.Board.Run(() =>
        {
            WifiNetworkHelper.Reconnect();
            MqttClient client = new("127.0.0.1", other.Port, false, null, null, MqttSslProtocols.None);
            client.Connect("again");
            client.Publish("topic", [1]);
        });

        Eventually.Holds(() => other.Payloads().Length == 1, "the board is online again");
        CollectionAssert.AreEqual(new[] { "sent" }, fixture.Broker.Payloads());
    }

    [TestMethod]
    [DataRow(new byte[] { 0x20 }, DisplayName = "in its answer")]
    [DataRow(new byte[] { }, DisplayName = "before its answer")]
    [DataRow(new byte[] { 0xF0, 0x00 }, DisplayName = "after an answer that is none")]
    public async Task Simulated_time_goes_on_after_a_broker_that_ends(byte[] answer)
    {
        using SimulatedTime time = new(DateTimeOffset.UnixEpoch);
        using Board board = TestBoards.Create(time);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Exception? failure = null;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            WifiNetworkHelper.Reconnect();
            MqttClient client = new("127.0.0.1", port, false, null, null, MqttSslProtocols.None);
            try
            {
                client.Connect("node");
            }
            catch (MqttCommunicationException e)
            {
                failure = e;
            }

            client.Close();
            BoardThread.Sleep(TimeSpan.FromDays(1));
        });

        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1);
            await client.GetStream().WriteAsync(answer);
        }

        await node.Completion.WaitAsync(s_shortly);
        Assert.IsNotNull(failure);
        Assert.IsLessThan(TimeSpan.FromDays(1.01), time.GetUtcNow() - DateTimeOffset.UnixEpoch);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "by a loss of power")]
    [DataRow(false, DisplayName = "by a loss of the network")]
    public async Task An_answer_that_cannot_come_any_more_holds_no_time_up(bool isPowerLost)
    {
        using SimulatedTime time = new(DateTimeOffset.UnixEpoch) { AnswerPatience = TimeSpan.FromMinutes(5) };
        using Board board = TestBoards.Create(time);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using EmulatedNode node = EmulatedNode.Start(board, () =>
        {
            WifiNetworkHelper.Reconnect();
            new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None).Connect("node");
        });
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await client.GetStream().ReadAtLeastAsync(new byte[1], 1);

        if (isPowerLost)
        {
            node.CutPower();
        }
        else
        {
            board.Wifi.Drop();
        }

        await node.Completion.WaitAsync(s_shortly);
        using Board other = TestBoards.Create(time);
        using EmulatedNode sleeper = EmulatedNode.Start(other, () => BoardThread.Sleep(TimeSpan.FromDays(1)));
        await sleeper.Completion.WaitAsync(s_shortly);
    }
}
