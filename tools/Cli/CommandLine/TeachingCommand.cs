using System.CommandLine;

namespace SensorNet.Cli.CommandLine;

/// <summary>A command whose help ends with examples.</summary>
internal abstract class TeachingCommand(string name, string description) : Command(name, description)
{
    /// <summary>What one types, and what it is for.</summary>
    public abstract IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; }

    /// <summary>Lines that follow the options; may be empty.</summary>
    public virtual string Notes => "";
}
