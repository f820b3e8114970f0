namespace SensorNet.Cli.Doctor;

/// <summary>One check and what came of it.</summary>
/// <param name="Name">Its short name, such as <c>broker.tls</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Finding">What was seen.</param>
/// <param name="Advice">What to do, or what a node would see of it; null for nothing.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Finding, string? Advice);
