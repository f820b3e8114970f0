namespace SensorNet.GatewayService.Access.Files;

/// <summary>What is wrong with a file of rules.</summary>
/// <param name="Line">The line, from 1; 0 where it is the file.</param>
/// <param name="Text">The line, or the file.</param>
/// <param name="Rule">The rule that it breaks.</param>
internal sealed record FileProblem(int Line, string Text, string Rule)
{
    public override string ToString() => Line == 0 ? Rule : $"line {Line}, \"{Text}\", {Rule}";
}
