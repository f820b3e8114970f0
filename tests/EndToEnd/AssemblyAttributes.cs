// Scenarios that do not look at the time run at once; the others, which say so, one at a time.
[assembly: Parallelize(Workers = 8, Scope = ExecutionScope.MethodLevel)]
