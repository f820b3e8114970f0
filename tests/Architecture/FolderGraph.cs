namespace SensorNet.Architecture.Tests;

/// <summary>Which folder uses which, and the cycles in it.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly IReadOnlyList<Use> _reasons;

    public FolderGraph(IEnumerable<Use> uses)
    {
        _reasons = [.. uses.Where(use => use.Folder != use.UsedFolder)];
        foreach (var use in _reasons)
        {
            TargetsOf(use.Folder).Add(use.UsedFolder);
            TargetsOf(use.UsedFolder);
        }
    }

    /// <summary>Each step of a cycle: a folder that uses another one from which it is reached again.</summary>
    public IReadOnlyList<string> CycleSteps()
    {
        var reach = _uses.Keys.ToDictionary(folder => folder, Reach);
        return [.. _reasons.Where(use => reach[use.UsedFolder].Contains(use.Folder)).Select(use => $"{use.Folder} uses {use.UsedFolder}").Distinct()];
    }

    /// <summary>The files and types that make a step.</summary>
    public string ReasonsOf(string step) =>
        string.Concat(
            _reasons.Where(use => $"{use.Folder} uses {use.UsedFolder}" == step).Select(use => $"\n      {use}").Order(StringComparer.Ordinal));

    private HashSet<string> Reach(string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(_uses[from]);
        while (open.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                foreach (var next in _uses[folder])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private HashSet<string> TargetsOf(string folder)
    {
        if (!_uses.TryGetValue(folder, out var targets))
        {
            _uses[folder] = targets = [];
        }

        return targets;
    }
}
