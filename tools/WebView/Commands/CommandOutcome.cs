namespace SensorNet.WebView.Commands;

/// <summary>What became of a command.</summary>
/// <param name="IsDone">The node did it.</param>
/// <param name="Lines">What it answered, or why it was not done; each line is safe to show.</param>
public sealed record CommandOutcome(bool IsDone, IReadOnlyList<string> Lines)
{
    public static CommandOutcome Failed(string reason) => new(false, [reason]);
}
