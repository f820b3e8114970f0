using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.CommandLine;

/// <summary>The usual help, then notes and examples.</summary>
internal sealed class TeachingHelp(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show help and examples.";
        help.Action = new TeachingHelp((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is TeachingCommand command)
        {
            WriteNotes(output, command);
            WriteExamples(output, command.Examples);
        }
        else
        {
            IEnumerable<TeachingCommand> all = parseResult.RootCommandResult.Command.Subcommands.OfType<TeachingCommand>();
            WriteExamples(output, [.. all.Select(each => each.Examples[0])]);
        }

        return ExitCodes.Success;
    }

    private static void WriteNotes(TextWriter output, TeachingCommand command)
    {
        if (command.Notes.Length > 0)
        {
            output.WriteLine(command.Notes);
            output.WriteLine();
        }
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<(string CommandLine, string Purpose)> examples)
    {
        output.WriteLine("Examples:");
        foreach ((string commandLine, string purpose) in examples)
        {
            output.WriteLine($"  {commandLine}");
            output.WriteLine($"      {purpose}");
        }
    }
}
