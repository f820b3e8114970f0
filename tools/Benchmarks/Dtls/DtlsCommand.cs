using System.CommandLine;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>The gateway's DTLS without sockets.</summary>
internal static class DtlsCommand
{
    public static Command Create()
    {
        Command command = new Command("dtls", "The gateway's DTLS records on one core, beside BouncyCastle alone, without sockets");
        command.SetAction(_ =>
        {
            RecordRate.Print();
            return 0;
        });
        return command;
    }
}
