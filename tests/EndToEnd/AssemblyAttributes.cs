// Scenarios that do not look at the time run at once; the others, which say so, one at a time.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.Parallelize(Workers = 8, Scope = Microsoft.VisualStudio.TestTools.UnitTesting.ExecutionScope.MethodLevel)]
