using System.CommandLine;
using SensorNet.Benchmarks.Codec;
using SensorNet.Benchmarks.GatewayService;
using SensorNet.Benchmarks.Load;

var root = new RootCommand("Figures of SensorNet, each beside its baseline in the same run. Everything runs on the loopback interface.")
{
    CodecCommand.Create(),
    GatewayCommand.Create(),
    LoadCommand.Create(),
};
return root.Parse(args).Invoke();
