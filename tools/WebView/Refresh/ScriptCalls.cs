using Microsoft.JSInterop;

namespace SensorNet.WebView.Refresh;

/// <summary>Calls of the page's scripts.</summary>
internal static class ScriptCalls
{
    /// <summary>
    /// How long a tab may take to answer. The page's scripts only take note; what was under way when the connection was lost is never answered.
    /// </summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    /// <summary>A call that a tab need not be there for any more, and that ends after <see cref="AnswerMax"/>.</summary>
    public static async Task WithinTimeAsync(TimeProvider time, Func<CancellationToken, ValueTask> call)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax, time);
        await UnlessGoneAsync(() => call(limit.Token)).ConfigureAwait(false);
    }

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
