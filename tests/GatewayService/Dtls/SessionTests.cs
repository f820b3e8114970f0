using System.Net;
using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>Sessions of BouncyCastle's client with the layer.</summary>
[TestClass]
public sealed class SessionTests
{
    private static readonly byte[] NoId = [];

    private readonly DtlsFiles _files = new();

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    [DataRow(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)]
    [DataRow(CipherSuite.TLS_PSK_WITH_AES_128_CCM)]
    [DataRow(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256)]
    [DataRow(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256)]
    [DataRow(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256)]
    [DataRow(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256)]
    [DataRow(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256)]
    public void A_node_with_a_key_has_its_messages_answered_in_each_cipher_suite(int suite)
    {
        using EchoShard shard = new EchoShard(_files);
        foreach (byte[]? id in new[] { null, NoId })
        {
            using DtlsPeer peer = new DtlsPeer(shard.EndPoint, suite: suite, connectionId: id);

            peer.ExpectEcho(1, 2, 3);
            peer.ExpectEcho(new byte[1_000]);

            Assert.AreEqual("node-1", shard.LastIdentity);
            Assert.AreEqual(id is not null, peer.UsesConnectionId);
        }

        Assert.AreEqual(2, shard.Counters.Completed);
    }

    [TestMethod]
    public async Task The_first_message_right_after_the_handshake_is_not_lost()
    {
        using EchoShard shard = new EchoShard(_files);
        for (int i = 0; i < 30; i++)
        {
            using DtlsPeer peer = new DtlsPeer(shard.EndPoint, connectionId: i % 2 == 0 ? NoId : null);
            peer.Send(3, 12, (byte)i);
            await Wait.UntilAsync(() => shard.MessageCount == i + 1, "the message is there", details: () => shard.LogText);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_handshake_gets_through_where_a_fifth_of_the_datagrams_is_lost(int seed)
    {
        Random random = new Random(seed);
        using EchoShard shard = new EchoShard(_files, ("Dtls:HandshakeTimeoutMs", "60000"));
        using SocketTransport socket = new SocketTransport(shard.EndPoint) { Loses = () => random.Next(5) == 0 };
        using DtlsPeer peer = new DtlsPeer(socket, suite: CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256, connectionId: NoId);

        socket.Loses = () => false;
        peer.ExpectEcho(1);
    }

    [TestMethod]
    public async Task A_guessed_connection_id_comes_to_nothing()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint, connectionId: NoId);
        peer.ExpectEcho(1);
        byte[] forged = (byte[])peer.Socket.LastSent.Clone();
        using SocketTransport attacker = new SocketTransport(shard.EndPoint);

        // The last octets of the id are random.
        forged[18] ^= 1;
        attacker.SendRaw(forged);

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.NoSession) == 1, "it is dropped");
        peer.ExpectEcho(2);
    }

    [TestMethod]
    public void A_peer_with_a_connection_id_goes_on_from_another_port_under_the_same_name()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint, connectionId: [9, 9]);
        peer.ExpectEcho(1);
        MqttSn.Gateway.NetworkAddress name = shard.LastPeer;

        peer.Socket.Move();
        peer.ExpectEcho(2);

        Assert.AreEqual(1, shard.Counters.Moves);
        Assert.IsTrue(shard.LastPeer.IsSame(name));
        Assert.IsTrue(SocketAddresses.IsSession(name));
    }

    [TestMethod]
    public async Task An_old_record_from_another_address_does_not_move_a_peer()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint, connectionId: NoId);
        peer.ExpectEcho(1);
        byte[] captured = peer.Socket.LastSent;
        peer.ExpectEcho(2);
        using SocketTransport attacker = new SocketTransport(shard.EndPoint);

        attacker.SendRaw(captured);
        captured[^1] ^= 1;
        captured[10] += 9;
        attacker.SendRaw(captured);

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.NotAuthentic) == 2, "both are dropped");
        peer.ExpectEcho(3);
        Assert.AreEqual(0, shard.Counters.Moves);
    }

    [TestMethod]
    public async Task A_record_with_a_wrong_code_or_none_ends_no_session()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        peer.ExpectEcho(1);

        // BouncyCastle would end the session at a record that is shorter than its nonce and tag.
        for (int length = 0; length < 40; length++)
        {
            peer.Socket.SendRaw([23, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 9, (byte)length, 0, (byte)length, .. new byte[length]]);
        }

        await Wait.UntilAsync(
            () => shard.Drops(DtlsDrop.Malformed) == 16 && shard.Drops(DtlsDrop.NotAuthentic) == 24, "all are dropped", details: () => shard.LogText);
        peer.ExpectEcho(2);
        Assert.AreEqual(0, shard.Ends(SessionEnd.Failed));
    }

    [TestMethod]
    public async Task Forged_records_at_a_high_rate_are_not_looked_at_and_hold_up_no_other_session()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        using DtlsPeer other = new DtlsPeer(shard.EndPoint, "node-2");
        byte[] forged = [23, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 9, 9, 0, 40, .. new byte[40]];

        for (int i = 0; i < 3 * DtlsSession.RejectedPerSecondMax; i++)
        {
            peer.Socket.SendRaw(forged);
        }

        other.ExpectEcho(1);
        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.ForgedRate) > 0, "some are not looked at");
        await Wait.UntilAsync(
            () => shard.Drops(DtlsDrop.ForgedRate) + shard.Drops(DtlsDrop.NotAuthentic) == 3 * DtlsSession.RejectedPerSecondMax, "all are dropped");
        shard.AheadMs += 1_000;
        peer.ExpectEcho(2);
    }

    [TestMethod]
    public async Task A_hello_of_the_reserved_version_is_dropped()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        byte[] hello = Hello.Make(new byte[32], []);
        hello[26] = 0xFE;

        // BouncyCastle throws an exception that it does not catch: DTLS 1.1 does not exist.
        peer.Socket.SendRaw(hello);

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.Malformed) == 1, "it is dropped");
        peer.ExpectEcho(1);
    }

    [TestMethod]
    public async Task A_node_that_starts_anew_from_the_same_port_has_a_new_session()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer before = new DtlsPeer(shard.EndPoint);
        before.ExpectEcho(1);

        DtlsPeer after = new DtlsPeer(before.Socket);
        after.ExpectEcho(2);

        Assert.AreEqual(1, shard.Ends(SessionEnd.Replaced));
        Assert.AreEqual(1, shard.Counters.Sessions);
        await Wait.UntilAsync(() => shard.Pool.Count == 0, "no handshake is left");
    }

    [TestMethod]
    public async Task The_old_session_stays_while_a_handshake_from_its_address_comes_to_nothing()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:HandshakeTimeoutMs", "1000"));
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        peer.ExpectEcho(1);

        Assert.ThrowsExactly<TlsFatalAlertReceived>(() => new DtlsPeer(peer.Socket, identity: "nobody"));
        peer.ExpectEcho(2);

        await Wait.UntilAsync(() => shard.Failures(HandshakeFailure.UnknownIdentity) == 1, "it has failed", details: () => shard.LogText);
        Assert.AreEqual(1, shard.Counters.Sessions);
    }

    [TestMethod]
    public async Task A_session_that_the_peer_closes_is_gone()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        peer.ExpectEcho(1);

        peer.Records.Close();

        await Wait.UntilAsync(() => shard.Ends(SessionEnd.ClosedByPeer) == 1, "the session is over");
        Assert.AreEqual(0, shard.Counters.Sessions);
    }

    [TestMethod]
    public async Task A_silent_session_ends_after_its_time()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:SessionIdleSeconds", "3600"));
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        peer.ExpectEcho(1);

        shard.AheadMs = 3_601_000;

        await Wait.UntilAsync(() => shard.Ends(SessionEnd.Idle) == 1, "the session is over");
        Assert.IsNull(peer.Receive(5_000));
    }

    [TestMethod]
    public async Task Another_client_id_than_the_identity_is_refused_with_CONNACK()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);

        // MQTT-SN 1.2, 5.4.4: CONNECT of "node-2", then of "node-1".
        peer.Send([12, 4, 4, 1, 0, 60, .. "node-2"u8]);
        CollectionAssert.AreEqual(new byte[] { 3, 5, 3 }, peer.Receive());
        peer.ExpectEcho([12, 4, 4, 1, 0, 60, .. "node-1"u8]);
        peer.Send([8, 22, .. "node-2"u8]);

        await Wait.UntilAsync(() => shard.Drops(DtlsDrop.ForeignClientId) == 2, "both are counted");
        Assert.AreEqual(1, shard.MessageCount);
    }

    [TestMethod]
    public void Any_client_id_may_be_used_where_the_setting_says_so()
    {
        using EchoShard shard = new EchoShard(_files, ("Dtls:IdentityIsClientId", "false"));
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);

        peer.ExpectEcho([12, 4, 4, 1, 0, 60, .. "node-2"u8]);
    }

    [TestMethod]
    public async Task The_session_of_a_key_that_is_removed_or_changed_ends()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer stays = new DtlsPeer(shard.EndPoint, "node-1");
        using DtlsPeer goes = new DtlsPeer(shard.EndPoint, "node-2");
        goes.ExpectEcho(1);

        _files.SetIdentities("node-1", "node-3");
        await Wait.UntilAsync(() => shard.Ends(SessionEnd.KeyGone) == 1, "the session is over", details: () => shard.LogText);
        stays.ExpectEcho(2);
        using DtlsPeer added = new DtlsPeer(shard.EndPoint, "node-3");
        added.ExpectEcho(3);
        Assert.ThrowsExactly<TlsFatalAlertReceived>(() => new DtlsPeer(shard.EndPoint, "node-2"));

        _files.WriteKeys("node-1:ffffffffffffffffffffffffffffffff\nnode-3:" + DtlsFiles.Key);
        await Wait.UntilAsync(() => shard.Ends(SessionEnd.KeyGone) == 2, "the changed one's, too", details: () => shard.LogText);
        added.ExpectEcho(4);
    }

    [TestMethod]
    public async Task A_file_of_keys_that_is_wrong_leaves_them_as_they_were()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);

        _files.WriteKeys("node-1:nothex");
        await Wait.UntilAsync(() => shard.LogText.Contains("Error:", StringComparison.Ordinal), "it is said");

        StringAssert.Contains(shard.LogText, "line 1 must have a key of hexadecimal digits", StringComparison.Ordinal);
        Assert.IsFalse(shard.LogText.Contains("nothex", StringComparison.Ordinal));
        peer.ExpectEcho(1);
    }

    [TestMethod]
    public void Messages_go_up_to_the_longest_record_and_a_longer_one_does_not_end_the_session()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);

        peer.ExpectEcho(new byte[DtlsRecords.PlaintextMax]);
        shard.Post(() => shard.Layer.Send(shard.LastPeer, new byte[DtlsRecords.PlaintextMax + 1]));
        peer.ExpectEcho(1);

        Assert.AreEqual(1, shard.Drops(DtlsDrop.TooLong));
    }

    [TestMethod]
    public void A_message_for_a_session_that_is_over_is_counted()
    {
        using EchoShard shard = new EchoShard(_files);
        using DtlsPeer peer = new DtlsPeer(shard.EndPoint);
        MqttSn.Gateway.NetworkAddress address = SocketAddresses.FromEndPoint(0, new IPEndPoint(IPAddress.Loopback, 9));
        shard.Post(() => shard.Layer.Send(SocketAddresses.OfSession(address, shard: 0, number: 77), [1]));
        peer.ExpectEcho(1);

        Assert.AreEqual(1, shard.Drops(DtlsDrop.Ended));
    }
}
