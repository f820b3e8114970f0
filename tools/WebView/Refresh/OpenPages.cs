namespace SensorNet.WebView.Refresh;

/// <summary>Counts the tabs for which the process does something.</summary>
public sealed class OpenPages
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    internal void Add() => Interlocked.Increment(ref _count);

    internal void Remove() => Interlocked.Decrement(ref _count);
}
