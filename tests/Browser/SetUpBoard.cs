using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SensorNet.Emulator;

namespace SensorNet.Browser.Tests;

/// <summary>An emulated board whose access point is a port of the loopback interface.</summary>
internal sealed partial class SetUpBoard : IDisposable
{
    private const int HttpPort = 80;

    private static int s_seed = 500;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly EmulatedNode _node;

    public SetUpBoard(Action main, string? settings = null)
    {
        PagePort = FreePorts.Next();
        Board = new Board(new BoardOptions
        {
            Name = "phone-board",
            Seed = Interlocked.Increment(ref s_seed),
            DebugLine = _lines.Enqueue,
            PcPorts = new Dictionary<int, int> { [HttpPort] = PagePort },
            Wifi = new WifiOptions
            {
                AccessPoints = [new AccessPoint("house", "house-password"), new AccessPoint("<i>neighbour</i>", "another-password", -80)],
                StoredSsid = "",
                StoredPassword = "",
            },
        });
        if (settings is not null)
        {
            Board.Flash.Deploy(@"I:\sensornet.json", settings);
        }

        _node = EmulatedNode.Start(Board, main);
    }

    public Board Board { get; }

    public int PagePort { get; }

    public int Boots => _node.Boots;

    public string Output => string.Join('\n', _lines);

    public string Settings => File.ReadAllText(Board.Flash.HostPath(@"I:\sensornet.json"));

    public bool Says(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public Task WaitForAsync(string text, Func<string>? more = null) =>
        Wait.UntilAsync(() => Says(text), text, details: () => Output + more?.Invoke());

    /// <summary>Waits until the page is served, and gives the PIN that the debug output said last.</summary>
    public async Task<string> WaitForPinAsync(int openings = 1)
    {
        await Wait.UntilAsync(
            () => Pins().Count >= openings && Board.PcPort(HttpPort) is not null, "the set-up page is there", details: () => Output);
        return Pins()[^1];
    }

    public void Dispose()
    {
        _node.Dispose();
        Board.Dispose();
    }

    private List<string> Pins() =>
        [.. _lines.Select(line => Pin().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("set-up page: join .*, PIN ([0-9]{8});")]
    private static partial Regex Pin();
}
