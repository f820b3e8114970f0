using System.Globalization;
using Microsoft.Data.Sqlite;
using SensorNet.GatewayService.Persistence.Log;

namespace SensorNet.GatewayService.Persistence.Sessions;

/// <summary>
/// The tables of sessions, and how those of an older version become those of the next: version n is what the first n steps made. SQLite's
/// user_version has the number.
/// </summary>
internal static class Schema
{
    private static readonly string[] _steps =
    [
        // 1: sessions and their parts.
        """
        CREATE TABLE sessions(
            number INTEGER PRIMARY KEY, client BLOB NOT NULL UNIQUE, stage INTEGER NOT NULL, clean INTEGER NOT NULL, flags INTEGER NOT NULL,
            keep_alive_ms INTEGER NOT NULL, sleep_ms INTEGER NOT NULL, address BLOB, headers BLOB, kept_unix_ms INTEGER NOT NULL);
        CREATE TABLE wills(
            session INTEGER PRIMARY KEY, topic BLOB NOT NULL, message BLOB NOT NULL, qos INTEGER NOT NULL, retain INTEGER NOT NULL);
        CREATE TABLE topics(
            session INTEGER NOT NULL, id INTEGER NOT NULL, name BLOB NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY(session, id)) WITHOUT ROWID;
        CREATE TABLE subscriptions(
            session INTEGER NOT NULL, filter BLOB NOT NULL, qos INTEGER NOT NULL, type INTEGER NOT NULL, topic_id INTEGER NOT NULL,
            PRIMARY KEY(session, filter)) WITHOUT ROWID;
        CREATE TABLE pending_wills(
            number INTEGER PRIMARY KEY, topic BLOB NOT NULL, message BLOB NOT NULL, qos INTEGER NOT NULL, retain INTEGER NOT NULL);
        """,

        // 2: what the broker may have subscribed, the client id whose session it keeps, and whose a session is.
        """
        ALTER TABLE sessions ADD COLUMN identity BLOB;
        CREATE TABLE filters(filter BLOB PRIMARY KEY, granted INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => _steps.Length;

    /// <summary>The version of a database; 0 for an empty one. Changes nothing.</summary>
    /// <exception cref="StoreException">It is of a newer version than <paramref name="known"/>.</exception>
    /// <exception cref="SqliteException">It is damaged: no version is below 0, and SQLite keeps the number with a sign.</exception>
    public static int VersionOf(SqliteConnection database, int known)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        int version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version < 0)
        {
            throw new SqliteException($"{database.DataSource} is damaged: it is of version {version} of the format", SessionTables.DamageCode);
        }

        return version <= known
            ? version
            : throw new StoreException($"{database.DataSource} is of version {version} of the format; this program knows versions up to {known}");
    }

    /// <summary>Brings a database to the present version, or to an earlier one, where a test asks for it.</summary>
    /// <returns>The version that it had; 0 for an empty one.</returns>
    /// <exception cref="StoreException">It is of a newer version.</exception>
    public static int Migrate(SqliteConnection database, int to)
    {
        int from = VersionOf(database, to);
        using SqliteCommand command = database.CreateCommand();
        for (int step = from; step < to; step++)
        {
            using SqliteTransaction transaction = database.BeginTransaction();
            command.Transaction = transaction;
            command.CommandText = _steps[step] + string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {step + 1};");
            command.ExecuteNonQuery();
            transaction.Commit();
        }

        return from;
    }
}
