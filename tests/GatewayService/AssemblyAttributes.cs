// Each scenario has a broker and a gateway of its own, and waits most of the time.
[assembly: Parallelize(Workers = 6, Scope = ExecutionScope.MethodLevel)]
