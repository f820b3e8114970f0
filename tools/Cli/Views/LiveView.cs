using SensorNet.Cli.Brokers;
using SensorNet.Cli.Charsets;
using Spectre.Console;

namespace SensorNet.Cli.Views;

/// <summary>A table on a terminal, drawn anew in place.</summary>
internal sealed class LiveView(IAnsiConsole terminal, Charset charset) : IWatchView
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Ages change also when nothing arrives.</summary>
    private static readonly TimeSpan DrawAtLeastEvery = TimeSpan.FromSeconds(1);

    /// <summary>Room for the terminal's echo of Ctrl-C: at the edge it would wrap, and shift the table by a line.</summary>
    private const int EchoColumns = 2;

    private const string ClearScreen = "\e[2J\e[H";

    private (int Width, int Height) _size;

    public Task RunAsync(WatchSession session, CancellationToken cancellation)
    {
        _size = Size();
        return terminal
            .Live(TableView.Render(session, Frame()))
            .AutoClear(false)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(live => FollowAsync(live, session, cancellation));
    }

    private async Task FollowAsync(LiveDisplayContext live, WatchSession session, CancellationToken cancellation)
    {
        Draw(live, session);
        long drawnAt = session.Time.GetTimestamp();
        while (!cancellation.IsCancellationRequested && !session.Events.Completion.IsCompleted)
        {
            await Task.Delay(LookEvery, session.Time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (TakeEvents(session)
                || _size != Size()
                || session.Time.GetElapsedTime(drawnAt) >= DrawAtLeastEvery)
            {
                Draw(live, session);
                drawnAt = session.Time.GetTimestamp();
            }
        }

        if (session.Events.Completion.IsFaulted)
        {
            await session.Events.Completion.ConfigureAwait(false);
        }
    }

    private static bool TakeEvents(WatchSession session)
    {
        int taken = 0;
        while (taken < BrokerWatcher.QueuedEventsMax && session.Events.TryRead(out WatchEvent? happened))
        {
            session.Apply(happened);
            taken++;
        }

        return taken > 0;
    }

    private void Draw(LiveDisplayContext live, WatchSession session)
    {
        if (_size != Size())
        {
            // The terminal has moved the lines of the old table about: begin on a clean screen.
            // Written past the console, which would draw the old table once more.
            _size = Size();
            terminal.Profile.Out.Writer.Write(ClearScreen);
        }

        live.UpdateTarget(TableView.Render(session, Frame()));
    }

    private TableFrame Frame() => new(Math.Max(1, _size.Width - EchoColumns), _size.Height, charset);

    private (int Width, int Height) Size() => (terminal.Profile.Width, terminal.Profile.Height);
}
