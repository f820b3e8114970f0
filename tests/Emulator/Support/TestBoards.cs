using nanoFramework.Networking;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>Boards as the tests need them.</summary>
internal static class TestBoards
{
    private static int s_seed;

    public static Board Create(
        TimeProvider? timeProvider = null, WifiOptions? wifi = null, bool sntpBlocked = false, Action<string>? onLine = null) => new(new BoardOptions
    {
        Seed = Interlocked.Increment(ref s_seed),
        TimeProvider = timeProvider ?? TimeProvider.System,
        Wifi = wifi ?? new WifiOptions { ConnectDelay = TimeSpan.FromMilliseconds(5) },
        SntpDelay = TimeSpan.FromMilliseconds(5),
        SntpBlocked = sntpBlocked,
        DebugLine = onLine,
    });

    /// <summary>A board that has joined its network.</summary>
    public static Board CreateOnline(TimeProvider? timeProvider = null, WifiDropEffect dropEffect = WifiDropEffect.Silence)
    {
        Board board = Create(timeProvider, new WifiOptions { ConnectDelay = TimeSpan.FromMilliseconds(5), DropEffect = dropEffect });
        board.Run(() => WifiNetworkHelper.Reconnect());
        return board;
    }
}
