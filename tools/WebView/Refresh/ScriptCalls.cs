using Microsoft.JSInterop;

namespace SensorNet.WebView.Refresh;

/// <summary>Calls of the page's scripts.</summary>
internal static class ScriptCalls
{
    /// <summary>A call that a tab need not be there for any more.</summary>
    public static async Task UnlessGoneAsync(Func<ValueTask> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (JSDisconnectedException)
        {
            // The tab was closed.
        }
        catch (OperationCanceledException)
        {
            // The tab did not answer in time: its computer sleeps. The next call tells it the same.
        }
        catch (ObjectDisposedException)
        {
            // The tab was closed, and what was to be called with it.
        }
    }
}
