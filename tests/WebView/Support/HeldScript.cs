using Microsoft.JSInterop;

namespace SensorNet.WebView.Tests.Support;

/// <summary>A tab that answers when the test says so.</summary>
internal sealed class HeldScript : IJSRuntime, IJSObjectReference
{
    private readonly Queue<TaskCompletionSource<object?>> _held = new();

    /// <summary>The calls that came, and what was drawn.</summary>
    public List<string> Calls { get; } = [];

    public List<object?[]> Arguments { get; } = [];

    /// <summary>Answers the oldest call that has no answer yet.</summary>
    public void Answer(object? with = null) => _held.Dequeue().TrySetResult(with);

    /// <summary>Answers an import.</summary>
    public void AnswerImport() => Answer(this);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

    public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        Assert.IsFalse(cancellationToken.CanBeCanceled, "a call that is cancelled while its answer comes ends the circuit");
        Calls.Add(identifier);
        Arguments.Add(args ?? []);
        TaskCompletionSource<object?> held = new TaskCompletionSource<object?>();
        _held.Enqueue(held);
        return (TValue)(await held.Task)!;
    }

    public ValueTask DisposeAsync() => default;
}
