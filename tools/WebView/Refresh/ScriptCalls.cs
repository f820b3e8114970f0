using Microsoft.JSInterop;

namespace SensorNet.WebView.Refresh;

/// <summary>Calls of the page's scripts.</summary>
internal static class ScriptCalls
{
    /// <summary>
    /// How long a tab may take to answer. The page's scripts only take note; what was under way when the connection was lost is never answered.
    /// </summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Calls that a tab need not be there for any more, and whose answers are waited for until <see cref="AnswerMax"/> in all: each by
    /// <c>Within</c> of the token that is given.
    /// </summary>
    public static async Task WithinTimeAsync(TimeProvider time, Func<CancellationToken, ValueTask> call)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax, time);
        await UnlessGoneAsync(() => call(limit.Token)).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the waiting for an answer, not the call. A call that is cancelled while its answer comes throws in the framework's code, which ends the
    /// circuit: the page would stand still (https://github.com/dotnet/aspnetcore/issues/52117). So no token is given to the call itself.
    /// </summary>
    public static Task<T> Within<T>(this ValueTask<T> call, CancellationToken limit) => call.AsTask().WaitAsync(limit);

    /// <inheritdoc cref="Within{T}"/>
    public static Task Within(this ValueTask call, CancellationToken limit) => call.AsTask().WaitAsync(limit);

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
