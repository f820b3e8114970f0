namespace SensorNet.Cli.Doctor;

/// <summary>Collects checks as they are made.</summary>
/// <param name="added">Called with each.</param>
internal sealed class CheckReport(Action<CheckResult> added)
{
    private readonly List<CheckResult> _results = [];

    public IReadOnlyList<CheckResult> Results => _results;

    public bool HasFailed => _results.Any(each => each.Outcome == CheckOutcome.Failed);

    public void Ok(string name, string finding) => Add(name, CheckOutcome.Ok, finding, null);

    public void Warning(string name, string finding, string advice) => Add(name, CheckOutcome.Warning, finding, advice);

    public void Failed(string name, string finding, string advice) => Add(name, CheckOutcome.Failed, finding, advice);

    public void Skipped(string name, string why) => Add(name, CheckOutcome.Skipped, why, null);

    private void Add(string name, CheckOutcome outcome, string finding, string? advice)
    {
        CheckResult result = new CheckResult(name, outcome, finding, advice);
        _results.Add(result);
        added(result);
    }
}
