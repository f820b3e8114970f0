using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>What is done once, before the first scenario.</summary>
[TestClass]
public static class BeforeAll
{
    // Scenarios that run at once block threads, while what their programs write has to be read.
    private const int ThreadsMin = 32;

    [AssemblyInitialize]
    public static void Prepare(TestContext context)
    {
        Assert.IsTrue(ThreadPool.SetMinThreads(ThreadsMin, ThreadsMin));

        // `dotnet test` tells which tests were skipped, and not why.
        foreach (string? name in Programs.All.Where(name => Programs.Path(name) is null))
        {
            context.DisplayMessage(MessageLevel.Warning, Programs.Missing(name));
        }
    }
}
