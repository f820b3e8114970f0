using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Persistence;

/// <summary>
/// The stores of all shards in one folder, which one process has. A client's session stays with its shard: where the store has sessions of more
/// shards than are set, so many are run.
/// </summary>
internal sealed class Stores : IDisposable
{
    private const int DamagesTold = 20;

    // SQLITE_CORRUPT and SQLITE_NOTADB.
    private static readonly int[] _damageCodes = [11, 26];

    private readonly PersistenceSettings _settings;
    private readonly ILogger _logger;
    private readonly ILogFiles _files;
    private readonly FileStream? _lock;
    private readonly bool _isLeft;

    /// <param name="settings">Where and how.</param>
    /// <param name="shards">Shards that are set.</param>
    /// <param name="logger">Told of what cannot be read.</param>
    /// <param name="files">The disk.</param>
    /// <exception cref="StoreException">A store cannot be used, and the gateway is to stop then.</exception>
    /// <exception cref="StoreTakenException">Another process has it.</exception>
    public Stores(PersistenceSettings settings, int shards, ILogger logger, ILogFiles? files = null)
    {
        _settings = settings;
        _logger = logger;
        _files = files ?? DiskFiles.Instance;
        if (!settings.IsOn)
        {
            Shards = NoStores(shards, StoreState.Off);
            return;
        }

        try
        {
            StoreFolder.Make(settings.Path);
            _lock = StoreLock.Take(settings.Path);
            Shards = [.. Enumerable.Range(0, CountWith(shards)).Select(Open)];
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            // What is there is not looked at as long as it is not known that nobody else uses it.
            Dispose();
            _isLeft = true;
            Shards = settings.OnFailure == FailurePolicy.Continue ? NoStores(shards, StoreState.Failed) : throw Refusal(settings.Path, e);
            LogGoingOn(settings.Path, e);
        }
    }

    /// <summary>One for each shard that is to be run.</summary>
    public IReadOnlyList<IShardStore> Shards { get; }

    public void Dispose()
    {
        foreach (IShardStore store in Shards ?? [])
        {
            store.Dispose();
        }

        _lock?.Dispose();
        if (_isLeft)
        {
            SetAsideAll();
        }
    }

    private static IShardStore[] NoStores(int shards, StoreState state) => [.. Enumerable.Range(0, shards).Select(_ => new NoStore(state))];

    private static IEnumerable<int> NumbersIn(string path)
    {
        foreach (string folder in Directory.EnumerateDirectories(path, StoreFolder.Prefix + "*"))
        {
            ReadOnlySpan<char> digits = Path.GetFileName(folder.AsSpan())[StoreFolder.Prefix.Length..];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < GeneralSettings.ShardsMax)
            {
                yield return number;
            }
        }
    }

    private static bool IsOfDisk(Exception e) => e is SqliteException or IOException or UnauthorizedAccessException or StoreException;

    private static StoreException Refusal(string path, Exception e) =>
        new($"the store in {path} (Persistence:Path) cannot be used: {e.Message}", e);

    // Shards beyond those that are set are run where they have something to keep; otherwise they are removed.
    private int CountWith(int shards)
    {
        int count = shards;
        foreach (int number in NumbersIn(_settings.Path).Where(number => number >= shards))
        {
            if (HasSessions(new StoreFolder(_settings.Path, number)))
            {
                count = Math.Max(count, number + 1);
            }
            else
            {
                new StoreFolder(_settings.Path, number).Remove();
            }
        }

        if (count > shards)
        {
            _logger.LogWarning("the store has sessions of {Count} shards: so many are run, not {Set}, until they have ended", count, shards);
        }

        return count;
    }

    private bool HasSessions(StoreFolder folder)
    {
        using SessionTables sessions = new SessionTables(folder.Sessions, _settings.Sync);
        return sessions.Sessions().Any() || sessions.PendingWills().Any();
    }

    private IShardStore Open(int shard)
    {
        StoreFolder folder = new StoreFolder(_settings.Path, shard);
        try
        {
            return OpenOne(folder);
        }
        catch (SqliteException e) when (_damageCodes.Contains(e.SqliteErrorCode) && _settings.OnFailure == FailurePolicy.Continue)
        {
            _logger.LogError("the sessions in {Folder} cannot be read: {Reason}; the gateway begins without them", folder.Path, e.Message);
            folder.SetAside(_logger);
            IShardStore store = OpenOne(folder);
            store.Figures.Failures++;
            return store;
        }
        catch (Exception e) when (IsOfDisk(e) && _settings.OnFailure == FailurePolicy.Continue)
        {
            LogGoingOn(folder.Path, e);
            folder.SetAside(_logger);
            return new NoStore(StoreState.Failed, folder, _logger);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw Refusal(folder.Path, e);
        }
    }

    private ShardStore OpenOne(StoreFolder folder)
    {
        StoreFolder.Make(folder.Path);
        SessionTables sessions = new SessionTables(folder.Sessions, _settings.Sync);
        if (sessions.MigratedFrom > 0 && sessions.MigratedFrom < Schema.Version)
        {
            _logger.LogInformation("{File} is migrated from version {From} to {To}", folder.Sessions, sessions.MigratedFrom, Schema.Version);
        }

        try
        {
            sessions.ReadAll();
            List<LogDamage> damages = [];
            MessageLog log = new MessageLog(OptionsOf(folder), _files, damages.Add);
            LogDamages(folder, damages);
            ShardStore store = new ShardStore(folder, sessions, log, _settings.OnFailure, _logger);
            store.Figures.Damages = damages.Count;
            store.Figures.LogBytes = log.Bytes;
            return store;
        }
        catch
        {
            sessions.Dispose();
            throw;
        }
    }

    // The gateway has run without what is there: at the next start it would be what was, not what is.
    private void SetAsideAll()
    {
        try
        {
            using FileStream taken = StoreLock.Take(_settings.Path);
            foreach (int number in NumbersIn(_settings.Path).ToArray())
            {
                new StoreFolder(_settings.Path, number).SetAside(_logger);
            }
        }
        catch (Exception e) when (IsOfDisk(e) || e is StoreTakenException)
        {
            _logger.LogError(
                "the store in {Folder} cannot be set aside, and the next start goes on with it as it was: {Reason}", _settings.Path, e.Message);
        }
    }

    private LogOptions OptionsOf(StoreFolder folder) => new()
    {
        Folder = folder.Path,
        Syncs = _settings.Sync,
        SegmentBytes = _settings.SegmentBytes,
        BytesMax = _settings.BytesPerShardMax,
    };

    private void LogDamages(StoreFolder folder, List<LogDamage> damages)
    {
        foreach (LogDamage damage in damages.Take(DamagesTold))
        {
            _logger.LogWarning("the store in {Folder} is damaged: {Damage}", folder.Path, damage.ToString());
        }

        if (damages.Count > DamagesTold)
        {
            _logger.LogWarning("the store in {Folder} has {Count} more damaged places", folder.Path, damages.Count - DamagesTold);
        }
    }

    private void LogGoingOn(string path, Exception e) => _logger.LogError(
        "the store in {Folder} cannot be used: {Reason}; the gateway goes on without it, and nothing outlives the process", path, e.Message);
}
