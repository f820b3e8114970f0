using System.CommandLine;
using SensorNet.Benchmarks.Codec;
using SensorNet.Benchmarks.Dtls;
using SensorNet.Benchmarks.GatewayService;
using SensorNet.Benchmarks.Load;
using SensorNet.Benchmarks.Node;
using SensorNet.Benchmarks.StateMachine;

RootCommand root = new RootCommand("Prints the project's figures, each beside its baseline where it has one. Run it in Release.");
root.Subcommands.Add(NodeFigures.CreateCommand());
root.Subcommands.Add(CodecCommand.Create());
root.Subcommands.Add(StateMachineCommand.Create());
root.Subcommands.Add(DtlsCommand.Create());
root.Subcommands.Add(GatewayCommand.Create());
root.Subcommands.Add(CompareCommand.Create());
root.Subcommands.Add(LoadCommand.Create());
return await root.Parse(args).InvokeAsync();
