namespace SensorNet.Architecture.Tests;

/// <summary>Which folder uses which, and the cycles in it.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly IReadOnlyList<Use> _reasons;

    public FolderGraph(IEnumerable<Use> uses)
    {
        _reasons = [.. uses.Where(use => use.Folder != use.UsedFolder)];
        foreach (Use use in _reasons)
        {
            TargetsOf(use.Folder).Add(use.UsedFolder);
            TargetsOf(use.UsedFolder);
        }
    }

    /// <summary>Each step of a cycle: a folder that uses another one from which it is reached again.</summary>
    public IReadOnlyList<string> CycleSteps()
    {
        Dictionary<string, HashSet<string>> reach = _uses.Keys.ToDictionary(folder => folder, Reach);
        return [.. _reasons.Where(use => reach[use.UsedFolder].Contains(use.Folder)).Select(use => $"{use.Folder} uses {use.UsedFolder}").Distinct()];
    }

    /// <summary>The files and types that make a step.</summary>
    public string ReasonsOf(string step) =>
        string.Concat(
            _reasons.Where(use => $"{use.Folder} uses {use.UsedFolder}" == step).Select(use => $"\n      {use}").Order(StringComparer.Ordinal));

    private HashSet<string> Reach(string from)
    {
        HashSet<string> reached = new HashSet<string>();
        Stack<string> open = new Stack<string>(_uses[from]);
        while (open.TryPop(out string? folder))
        {
            if (reached.Add(folder))
            {
                foreach (string next in _uses[folder])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private HashSet<string> TargetsOf(string folder)
    {
        if (!_uses.TryGetValue(folder, out HashSet<string>? targets))
        {
            _uses[folder] = targets = [];
        }

        return targets;
    }
}
