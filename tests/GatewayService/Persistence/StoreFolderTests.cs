using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>What the store keeps, messages and wills of clients among it, is for the gateway's user alone.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class StoreFolderTests
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [TestMethod]
    public void Folders_that_are_made_are_for_their_owner_alone()
    {
        using TemporaryFolder folder = new TemporaryFolder();

        Open(folder.File("store"));

        Assert.AreEqual(OwnerAlone, File.GetUnixFileMode(folder.File("store")));
        Assert.AreEqual(OwnerAlone, File.GetUnixFileMode(folder.File("store/shard-0")));
    }

    [TestMethod]
    public void The_mode_of_a_folder_that_is_there_stays_and_what_is_in_it_is_for_its_owner_alone()
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        const UnixFileMode ForAll = OwnerAlone | Others;
        using TemporaryFolder folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, ForAll);

        Open(folder.Path);

        Assert.AreEqual(ForAll, File.GetUnixFileMode(folder.Path));
        Assert.AreEqual(OwnerAlone, File.GetUnixFileMode(folder.File("shard-0")));
    }

    private static void Open(string path)
    {
        PersistenceSettings settings = new PersistenceSettings { Path = path, SegmentBytes = 65_536, BytesPerShardMax = 1 << 30 };
        using Stores stores = new Stores(settings, 1, NullLogger.Instance);
        Assert.AreEqual(StoreState.On, stores.Shards[0].Figures.State);
    }
}
