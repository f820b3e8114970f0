using Microsoft.AspNetCore.Components;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Refresh;

/// <summary>A part of the page that is brought up to date by the page's clock, with the parts that it consists of.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    [Inject]
    public required PageClock Clock { get; set; }

    [Inject]
    public required LiveReadings Live { get; set; }

    /// <summary>The clock, in the zone that times are shown in.</summary>
    [Inject]
    public required ViewerTime Time { get; set; }

    private int _isDue;

    /// <inheritdoc/>
    public void Dispose()
    {
        Clock.Ticked -= OnTick;
        Leave();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Clock.Ticked += OnTick;

    /// <summary>Reads anew what is shown; the part is rendered afterwards.</summary>
    protected abstract void Refresh();

    /// <summary>The part is not shown any more.</summary>
    protected virtual void Leave()
    {
    }

    // A page that is slower than the clock is brought up to date once, not once for each tick that it missed.
    private void OnTick()
    {
        if (Interlocked.Exchange(ref _isDue, 1) == 0)
        {
            _ = UpdateAsync();
        }
    }

    private async Task UpdateAsync()
    {
        try
        {
            await InvokeAsync(() =>
            {
                Volatile.Write(ref _isDue, 0);
                Refresh();
                StateHasChanged();
            }).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The tab was closed between the clock and here.
        }
        catch (Exception failed)
        {
            // As if it had happened in rendering: it ends the circuit, the page says so, and it is logged.
            await DispatchExceptionAsync(failed).ConfigureAwait(false);
        }
    }
}
