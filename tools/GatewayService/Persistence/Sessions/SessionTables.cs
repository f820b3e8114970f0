using System.Globalization;
using Microsoft.Data.Sqlite;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence.Sessions;

/// <summary>
/// The sessions of a shard in SQLite. Changes of a turn are one transaction, which <see cref="Commit"/> ends. One thread uses it; errors are
/// <see cref="SqliteException"/>.
/// </summary>
internal sealed class SessionTables : IDisposable
{
    private const string LinkedFact = "linked";
    private const string LinkedBrokerFact = "linked_broker";
    private const int ClientIdLengthMax = 255;

    /// <summary>SQLITE_CORRUPT: what is there is damaged.</summary>
    public const int DamageCode = 11;

    private static readonly string[] _partsOfSessions = ["wills", "topics", "subscriptions"];

    private readonly SqliteConnection _database;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _keepSession;
    private readonly Statement[] _endSession;
    private readonly Statement _keepWill;
    private readonly Statement _endWill;
    private readonly Statement _keepTopic;
    private readonly Statement _endTopic;
    private readonly Statement _keepSubscription;
    private readonly Statement _endSubscription;
    private readonly Statement _keepFilter;
    private readonly Statement _endFilter;
    private readonly Statement _keepPendingWill;
    private readonly Statement _endPendingWill;
    private bool _isInTransaction;

    /// <param name="path">The database's file.</param>
    /// <param name="syncs">Whether a commit waits for the disk.</param>
    public SessionTables(string path, bool syncs)
    {
        _database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _database.Open();
            Schema.VersionOf(_database, Schema.Version);

            // One process has the file. With NORMAL SQLite waits for the disk at checkpoints alone: the end of the process loses nothing, a power cut
            // the last transactions. With OFF a power cut could damage the database (https://www.sqlite.org/pragma.html#pragma_synchronous).
            Execute($"PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous={(syncs ? "FULL" : "NORMAL")};");
            Check();
            MigratedFrom = Schema.Migrate(_database, Schema.Version);
            _begin = Prepare("BEGIN IMMEDIATE", 0);
            _commit = Prepare("COMMIT", 0);
            _keepSession = Prepare("INSERT OR REPLACE INTO sessions VALUES($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", 11);
            _endSession =
            [
                .. _partsOfSessions.Select(part => Prepare($"DELETE FROM {part} WHERE session = $0", 1)),
                Prepare("DELETE FROM sessions WHERE number = $0", 1),
            ];
            _keepWill = Prepare("INSERT OR REPLACE INTO wills VALUES($0, $1, $2, $3, $4)", 5);
            _endWill = Prepare("DELETE FROM wills WHERE session = $0", 1);
            _keepTopic = Prepare("INSERT OR REPLACE INTO topics VALUES($0, $1, $2, $3)", 4);
            _endTopic = Prepare("DELETE FROM topics WHERE session = $0 AND id = $1", 2);
            _keepSubscription = Prepare("INSERT OR REPLACE INTO subscriptions VALUES($0, $1, $2, $3, $4)", 5);
            _endSubscription = Prepare("DELETE FROM subscriptions WHERE session = $0 AND filter = $1", 2);
            _keepFilter = Prepare("INSERT OR REPLACE INTO filters VALUES($0, $1)", 2);
            _endFilter = Prepare("DELETE FROM filters WHERE filter = $0", 1);
            _keepPendingWill = Prepare("INSERT OR REPLACE INTO pending_wills VALUES($0, $1, $2, $3, $4)", 5);
            _endPendingWill = Prepare("DELETE FROM pending_wills WHERE number = $0", 1);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The version of the format that the file had; 0 for a new one.</summary>
    public int MigratedFrom { get; }

    public bool HasPending => _isInTransaction;

    /// <summary>Changes since it was opened.</summary>
    public long ChangeCount { get; private set; }

    /// <summary>The session at a broker that is the store's; null where none is yet.</summary>
    public LinkedSession? Linked => Fact(LinkedFact) is { } clientId ? new LinkedSession(clientId, Fact(LinkedBrokerFact)) : null;

    public void KeepLinked(string clientId, string broker)
    {
        Change();
        Execute("INSERT OR REPLACE INTO facts VALUES($0, $1)", LinkedFact, clientId);
        Execute("INSERT OR REPLACE INTO facts VALUES($0, $1)", LinkedBrokerFact, broker);
    }

    public void KeepSession(SessionRecord session, long nowUnixMs)
    {
        byte[]? address = null;
        if (session.HasAddress)
        {
            address = new byte[SocketAddresses.Length];
            SocketAddresses.Write(session.Address, address);
        }

        Change();
        _keepSession.Run(
            session.Number, session.ClientId, (int)session.Stage, session.CleanSession, (int)session.Flags, session.KeepAliveMs, session.SleepMs,
            address, session.HasAddress ? session.Headers : null, nowUnixMs, session.Identity);
    }

    public void EndSession(long session)
    {
        Change();
        foreach (Statement statement in _endSession)
        {
            statement.Run(session);
        }
    }

    public void KeepWill(long session, Will? will)
    {
        Change();
        if (will is null)
        {
            _endWill.Run(session);
        }
        else
        {
            _keepWill.Run(session, will.Topic.Octets, will.Message, will.Qos, will.Retain);
        }
    }

    public void KeepTopic(long session, int topicId, byte[] name, bool asked)
    {
        Change();
        _keepTopic.Run(session, topicId, name, asked);
    }

    public void EndTopic(long session, int topicId)
    {
        Change();
        _endTopic.Run(session, topicId);
    }

    public void KeepSubscription(SubscriptionRecord subscription)
    {
        Change();
        _keepSubscription.Run(
            subscription.Session, subscription.Filter, subscription.Qos, (int)subscription.TopicIdType, subscription.TopicId);
    }

    public void EndSubscription(long session, byte[] filter)
    {
        Change();
        _endSubscription.Run(session, filter);
    }

    public void KeepFilter(byte[] filter, int grantedQos)
    {
        Change();
        _keepFilter.Run(filter, grantedQos);
    }

    public void EndFilter(byte[] filter)
    {
        Change();
        _endFilter.Run(filter);
    }

    public void KeepPendingWill(long number, Will will)
    {
        Change();
        _keepPendingWill.Run(number, will.Topic.Octets, will.Message, will.Qos, will.Retain);
    }

    public void EndPendingWill(long number)
    {
        Change();
        _endPendingWill.Run(number);
    }

    /// <summary>Reads all there is, so that what cannot be read shows.</summary>
    public void ReadAll()
    {
        _ = Sessions().Count() + Wills().Count() + Topics(1).Count() + Subscriptions().Count() + Filters().Count() + PendingWills().Count();
        _ = Linked;
    }

    public void Commit()
    {
        if (_isInTransaction)
        {
            _isInTransaction = false;
            _commit.Run();
        }
    }

    /// <summary>The sessions in the order of their numbers, with the time of their last change in Unix milliseconds.</summary>
    public IEnumerable<(SessionRecord Session, long KeptUnixMs)> Sessions() => Rows("SELECT * FROM sessions ORDER BY number", ReadSession);

    public IEnumerable<(long Session, Will Will)> Wills() => Rows("SELECT * FROM wills", row => (row.GetInt64(0), ReadWill(row)));

    /// <summary>The topic ids in the order in which they are restored.</summary>
    /// <param name="topicsMax">The limit of topics a client.</param>
    public IEnumerable<(long Session, int Id, byte[] Name, bool Asked)> Topics(int topicsMax) => Rows(
        string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM topics ORDER BY session, (id - 1) % {topicsMax}"),
        row => (row.GetInt64(0), row.GetInt32(1), Octets(row, 2), row.GetBoolean(3)));

    public IEnumerable<SubscriptionRecord> Subscriptions() => Rows(
        "SELECT * FROM subscriptions",
        row => new SubscriptionRecord
        {
            Session = row.GetInt64(0),
            Filter = Octets(row, 1),
            Qos = Within(row.GetInt32(2), 0, 2),
            TopicIdType = (TopicIdType)Within(row.GetInt32(3), (int)TopicIdType.Normal, (int)TopicIdType.ShortName),
            TopicId = row.GetInt32(4),
        });

    public IEnumerable<(byte[] Filter, int GrantedQos)> Filters() =>
        Rows("SELECT * FROM filters", row => (Octets(row, 0), Within(row.GetInt32(1), -1, 2)));

    public IEnumerable<(long Number, Will Will)> PendingWills() =>
        Rows("SELECT * FROM pending_wills ORDER BY number", row => (row.GetInt64(0), ReadWill(row)));

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _database.Dispose();
    }

    private static (SessionRecord Session, long KeptUnixMs) ReadSession(SqliteDataReader row)
    {
        SessionRecord session = new SessionRecord
        {
            Number = row.GetInt64(0),
            ClientId = Octets(row, 1),
            Stage = StageOf(row.GetInt32(2)),
            CleanSession = row.GetBoolean(3),
            Flags = row.GetByte(4),
            KeepAliveMs = row.GetInt32(5),
            SleepMs = row.GetInt32(6),
            HasAddress = !row.IsDBNull(7),
            Headers = row.IsDBNull(8) ? [] : Octets(row, 8),
            Identity = row.IsDBNull(10) ? null : Octets(row, 10),
        };
        if (session.Number <= 0 || session.ClientId.Length is 0 or > ClientIdLengthMax || session.KeepAliveMs < 0 || session.SleepMs < 0)
        {
            throw new ArgumentException($"no session is like number {session.Number}");
        }

        if (session.HasAddress)
        {
            session.Address = SocketAddresses.Read(Octets(row, 7));
        }

        return (session, row.GetInt64(9));
    }

    private static Will ReadWill(SqliteDataReader row)
    {
        byte[] topic = Octets(row, 1);
        return new Will(Topic.FromOctets(topic, 0, topic.Length), Octets(row, 2), row.GetInt32(3), row.GetBoolean(4));
    }

    private static ClientStage StageOf(int stage) =>
        (ClientStage)stage is ClientStage.Active or ClientStage.Asleep or ClientStage.Recalled or ClientStage.Disconnected
            ? (ClientStage)stage
            : throw new ArgumentException($"no session is in stage {stage}");

    private static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new ArgumentException($"{value} is not {least} to {most}");

    private static byte[] Octets(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private void Change()
    {
        ChangeCount++;
        if (!_isInTransaction)
        {
            _begin.Run();
            _isInTransaction = true;
        }
    }

    private void Check()
    {
        string found = Rows("PRAGMA quick_check(1)", row => row.GetString(0)).First();
        if (found != "ok")
        {
            throw new SqliteException($"{_database.DataSource} is damaged: {found}", DamageCode);
        }
    }

    private Statement Prepare(string text, int parameters)
    {
        Statement statement = new Statement(_database, text, parameters);
        _statements.Add(statement);
        return statement;
    }

    private void Execute(string text, params ReadOnlySpan<object?> values)
    {
        using Statement statement = new Statement(_database, text, values.Length);
        statement.Run(values);
    }

    private string? Fact(string name) => Rows($"SELECT value FROM facts WHERE name = '{name}'", row => row.GetString(0)).FirstOrDefault();

    private IEnumerable<T> Rows<T>(string text, Func<SqliteDataReader, T> read)
    {
        using SqliteCommand command = _database.CreateCommand();
        command.CommandText = text;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return ReadOne(reader, read);
        }
    }

    // A page of SQLite has no checksum: a value that cannot be one is damage, too.
    private T ReadOne<T>(SqliteDataReader reader, Func<SqliteDataReader, T> read)
    {
        try
        {
            return read(reader);
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or InvalidOperationException or OverflowException or FormatException)
        {
            throw new SqliteException($"{_database.DataSource} is damaged: a row cannot be read: {e.Message}", DamageCode);
        }
    }
}
