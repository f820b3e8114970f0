using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>`dotnet test` tells which tests were skipped, and not why: this does.</summary>
[TestClass]
public static class MissingPrograms
{
    [AssemblyInitialize]
    public static void Tell(TestContext context)
    {
        foreach (var name in Programs.All.Where(name => Programs.Path(name) is null))
        {
            context.DisplayMessage(MessageLevel.Warning, Programs.Missing(name));
        }
    }
}
