// Most of the time a command waits for a broker, a node or its duration.
[assembly: Parallelize(Workers = 6, Scope = ExecutionScope.MethodLevel)]
