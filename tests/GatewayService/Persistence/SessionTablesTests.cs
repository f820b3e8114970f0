using Microsoft.Data.Sqlite;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>Sessions in SQLite: kept, ended, migrated.</summary>
[TestClass]
public sealed class SessionTablesTests
{
    [TestMethod]
    public void A_session_with_its_parts_is_there_again_as_it_was()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using (SessionTables tables = new SessionTables(folder.File("s.db"), syncs: true))
        {
            tables.KeepSession(Session(5, "client"), 1234);
            tables.KeepWill(5, new Will(Topic.FromName("will/topic"), [1, 2, 3], 2, true));
            tables.KeepTopic(5, 3, "three"u8.ToArray(), asked: true);
            tables.KeepSubscription(
                new SubscriptionRecord { Session = 5, Filter = "a/#"u8.ToArray(), Qos = 2, TopicIdType = TopicIdType.Normal, TopicId = 0 });
            tables.KeepFilter("a/#"u8.ToArray(), 1);
            tables.KeepPendingWill(9, new Will(Topic.FromName("other"), [], 0, false));
            tables.KeepLinked("gateway-0", "broker:1883");
            tables.Commit();
        }

        using SessionTables again = new SessionTables(folder.File("s.db"), syncs: false);

        (SessionRecord session, long keptUnixMs) = again.Sessions().Single();
        Assert.AreEqual(
            (5L, ClientStage.Asleep, true, 60_000, 1234L), (session.Number, session.Stage, session.CleanSession, session.KeepAliveMs, keptUnixMs));
        Assert.IsTrue(session.Address.IsSame(new NetworkAddress(1, 2, 3, 4)));
        CollectionAssert.AreEqual(new byte[] { 7 }, session.Headers);
        CollectionAssert.AreEqual(new byte[] { 9 }, session.Identity);
        Will will = again.Wills().Single().Will;
        Assert.AreEqual(("will/topic", 2, true, 3), (will.Topic.ToString(), will.Qos, will.Retain, will.Message.Length));
        Assert.AreEqual((5L, 3, true), again.Topics(100).Select(topic => (topic.Session, topic.Id, topic.Asked)).Single());
        Assert.AreEqual(2, again.Subscriptions().Single().Qos);
        Assert.AreEqual(1, again.Filters().Single().GrantedQos);
        Assert.AreEqual(9L, again.PendingWills().Single().Number);
        Assert.AreEqual(new LinkedSession("gateway-0", "broker:1883"), again.Linked);
    }

    [TestMethod]
    public void An_ended_session_leaves_nothing_and_what_was_not_committed_is_not_there()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using (SessionTables tables = new SessionTables(folder.File("s.db"), syncs: false))
        {
            tables.KeepSession(Session(1, "one"), 0);
            tables.KeepTopic(1, 1, "t"u8.ToArray(), asked: false);
            tables.Commit();
            tables.EndSession(1);
            tables.KeepSession(Session(2, "one"), 0);
            tables.Commit();
            tables.KeepSession(Session(3, "three"), 0);
        }

        using SessionTables again = new SessionTables(folder.File("s.db"), syncs: false);

        Assert.AreEqual(2L, again.Sessions().Single().Session.Number);
        Assert.IsEmpty(again.Topics(100).ToArray());
    }

    [TestMethod]
    public void The_tables_of_version_1_become_those_of_the_present_version_with_what_they_hold()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using (SqliteConnection old = new SqliteConnection($"Data Source={folder.File("s.db")};Pooling=False"))
        {
            old.Open();
            Assert.AreEqual(0, Schema.Migrate(old, 1));
        }

        Databases.Make(folder.File("s.db"), "INSERT INTO sessions VALUES(4, x'61', 5, 0, 0, 1000, 0, NULL, NULL, 77)");

        using SessionTables tables = new SessionTables(folder.File("s.db"), syncs: false);

        Assert.AreEqual(1, tables.MigratedFrom);
        Assert.AreEqual(4L, tables.Sessions().Single().Session.Number);
        Assert.IsEmpty(tables.Filters().ToArray());
        Assert.IsNull(tables.Linked);
    }

    [TestMethod]
    public void Tables_of_a_newer_version_are_refused()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Databases.Make(folder.File("s.db"), "PRAGMA user_version = 99");

        StoreException refused = Assert.ThrowsExactly<StoreException>(() => new SessionTables(folder.File("s.db"), syncs: false));

        StringAssert.Contains(refused.Message, "version 99");
    }

    [TestMethod]
    public void Tables_of_a_version_below_0_are_damaged()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Databases.Make(folder.File("s.db"), "PRAGMA user_version = -2");

        SqliteException refused = Assert.ThrowsExactly<SqliteException>(() => new SessionTables(folder.File("s.db"), syncs: false));

        StringAssert.Contains(refused.Message, "version -2");
        Assert.AreEqual(SessionTables.DamageCode, refused.SqliteErrorCode);
    }

    private static SessionRecord Session(long number, string clientId) => new()
    {
        Number = number,
        ClientId = System.Text.Encoding.UTF8.GetBytes(clientId),
        Stage = ClientStage.Asleep,
        CleanSession = true,
        Flags = 4,
        KeepAliveMs = 60_000,
        SleepMs = 5_000,
        HasAddress = true,
        Address = new NetworkAddress(1, 2, 3, 4),
        Headers = [7],
        Identity = [9],
    };
}
