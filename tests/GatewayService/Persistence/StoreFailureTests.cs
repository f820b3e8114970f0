using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>A store whose disk fails while it is used.</summary>
[TestClass]
public sealed class StoreFailureTests
{
    [TestMethod]
    public void A_store_that_fails_takes_nothing_more_is_counted_and_set_aside()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        FailingFiles files = new FailingFiles();
        using Stores stores = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance, files);
        IShardStore store = stores.Shards[0];
        Assert.AreEqual(StoreState.On, store.Figures.State);
        files.Fails = true;

        store.Journal!.KeepReceivedIds(1, new byte[12], 12);
        store.Commit();
        store.Journal.EndReceivedIds(1);
        store.Journal.EndSession(1);
        store.Commit();

        Assert.AreEqual(StoreState.Failed, store.Figures.State);
        Assert.AreEqual(1L, store.Figures.Failures);
        Assert.IsTrue(Directory.Exists(folder.File("shard-0.failed")));
    }

    [TestMethod]
    public void A_store_that_cannot_be_used_at_the_start_is_set_aside_for_it_would_bring_back_what_was()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Fill(folder);
        using (Stores without = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance, new FailingFiles { Fails = true }))
        {
            Assert.AreEqual(StoreState.Failed, without.Shards[0].Figures.State);
        }

        using Stores stores = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance);

        Assert.AreEqual(StoreState.On, stores.Shards[0].Figures.State);
        Assert.IsEmpty(stores.Shards[0].Sessions);
        Assert.IsTrue(Directory.Exists(folder.File("shard-0.failed")));
    }

    [TestMethod]
    public void A_folder_that_could_not_be_locked_is_set_aside_at_the_end_where_nobody_else_has_it()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Fill(folder);
        File.Delete(folder.File("lock"));
        Directory.CreateDirectory(folder.File("lock"));
        using (Stores without = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance))
        {
            Assert.AreEqual(StoreState.Failed, without.Shards[0].Figures.State);
            Assert.IsTrue(Directory.Exists(folder.File("shard-0")), "it may be another process's");
            Directory.Delete(folder.File("lock"));
        }

        Assert.IsFalse(Directory.Exists(folder.File("shard-0")));
        Assert.IsTrue(Directory.Exists(folder.File("shard-0.failed")));
    }

    [TestMethod]
    [DataRow("Continue")]
    [DataRow("Stop")]
    public void A_folder_that_another_process_has_is_refused_whatever_is_set(string onFailure)
    {
        FailurePolicy policy = Enum.Parse<FailurePolicy>(onFailure);
        using TemporaryFolder folder = new TemporaryFolder();
        using Stores first = new Stores(SettingsOf(folder, policy), 1, NullLogger.Instance);

        StoreTakenException refusal = Assert.ThrowsExactly<StoreTakenException>(
            () => new Stores(SettingsOf(folder, policy), 1, NullLogger.Instance));

        StringAssert.Contains(refusal.Message, folder.Path);
    }

    [TestMethod]
    public void A_store_that_fails_stops_the_shard_where_that_is_set()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        FailingFiles files = new FailingFiles();
        using Stores stores = new Stores(SettingsOf(folder, FailurePolicy.Stop), 1, NullLogger.Instance, files);
        files.Fails = true;
        stores.Shards[0].Journal!.KeepReceivedIds(1, new byte[12], 12);

        StoreException failure = Assert.ThrowsExactly<StoreException>(stores.Shards[0].Commit);

        StringAssert.Contains(failure.Message, "the disk is full");
    }

    [TestMethod]
    public void Every_commit_of_a_run_may_be_the_one_that_fails()
    {
        for (int allowed = 0; allowed < 12; allowed++)
        {
            using TemporaryFolder folder = new TemporaryFolder();
            FailingFiles files = new FailingFiles { Allowed = allowed };
            using Stores stores = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance, files);
            for (int i = 0; i < 20; i++)
            {
                stores.Shards[0].Journal?.KeepMessage(new MessageRecord
                {
                    Number = i, Session = 1, Topic = [65], Payload = new byte[60_000], PayloadLength = 60_000,
                });
                stores.Shards[0].Commit();
            }

            Assert.AreEqual(StoreState.Failed, stores.Shards[0].Figures.State, $"{allowed} writes were allowed");
        }
    }

    private static void Fill(TemporaryFolder folder)
    {
        using Stores stores = new Stores(SettingsOf(folder, FailurePolicy.Continue), 1, NullLogger.Instance);
        stores.Shards[0].Journal!.KeepSession(new SessionRecord { Number = 1, ClientId = [65], Headers = [], Stage = ClientStage.Active });
        stores.Shards[0].Commit();
        Assert.HasCount(1, stores.Shards[0].Sessions);
    }

    private static PersistenceSettings SettingsOf(TemporaryFolder folder, FailurePolicy policy) => new()
    {
        Path = folder.Path,
        OnFailure = policy,
        SegmentBytes = 65_536,
        BytesPerShardMax = 1 << 30,
    };
}
