using System.CommandLine;
using SensorNet.Benchmarks.Node;

var root = new RootCommand("Prints the project's figures, each beside its baseline where it has one. Run it in Release.");
root.Subcommands.Add(NodeFigures.CreateCommand());
return await root.Parse(args).InvokeAsync();
