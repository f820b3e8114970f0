using System.CommandLine;
using System.CommandLine.Parsing;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Commands;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Sn.Commands;

namespace SensorNet.Cli;

/// <summary>The <c>sensornet</c> command: finds what to do, does it, and gives the exit code.</summary>
internal static class SensorNetCli
{
    public const string Name = "sensornet";

    private const int ErrorCharsMax = 500;

    // A password may begin with @: it is no file to read arguments from.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliContext context)
    {
        RootCommand root = CreateRoot(context);
        InvocationConfiguration invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (args.Length == 0)
        {
            invocation.Output = context.Error;
            root.Parse(["--help"], Parsing).Invoke(invocation);
            return ExitCodes.WrongUsage;
        }

        ParseResult parsed = root.Parse(args, Parsing);
        string command = CommandName(parsed);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            WriteError(context, command, DescribeError(parsed));
            context.Error.WriteLine($"Try '{command} --help'.");
            return ExitCodes.WrongUsage;
        }

        return await InvokeAsync(parsed, invocation, context, command).ConfigureAwait(false);
    }

    private static async Task<int> InvokeAsync(
        ParseResult parsed, InvocationConfiguration invocation, CliContext context, string command)
    {
        try
        {
            return await parsed.InvokeAsync(invocation, context.Stop).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            WriteError(context, command, failure.Message);
            return ExitCodes.Failure;
        }
        catch (OutputClosedException)
        {
            return ExitCodes.Success;
        }
        catch (Exception ended) when (context.Stop.IsCancellationRequested && ConnectFailure.IsOne(ended))
        {
            // MQTTnet says of a connection that is stopped while it is made that it was closed.
            WriteError(context, command, "stopped before it was done");
            return ExitCodes.Failure;
        }
    }

    /// <summary>The first error; a word that is no command or option comes before what follows from it.</summary>
    private static string DescribeError(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string commands = string.Join(", ", command.Subcommands.Select(each => each.Name));
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return commands.Length > 0 ? $"a command is missing: there are {commands}" : parsed.Errors[0].Message.TrimEnd('.');
        }

        return command.Subcommands.Count > 0
            ? $"there is no '{parsed.UnmatchedTokens[0]}': the commands are {commands}"
            : $"'{parsed.UnmatchedTokens[0]}' is no option of {command.Name}";
    }

    private static RootCommand CreateRoot(CliContext context)
    {
        RootCommand root = new RootCommand("Runs, watches and tests SensorNet nodes from a PC.")
        {
            new DemoCommand(context),
            new RunNodeCommand(context),
            new WatchCommand(context),
            new NodeCommand(context),
            new CertsCommand(context),
            new ProvisionCommand(context),
            new DoctorCommand(context),
            new FlashCommand(context),
            new SnCommand(context),
            new CompletionCommand(context),
        };
        TeachingHelp.AddTo(root);
        return root;
    }

    private static string CommandName(ParseResult parsed)
    {
        // From the inside out: `sensornet sn pub`.
        Stack<string> names = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            names.Push(command.Command.Name);
        }

        return string.Join(' ', names.Prepend(Name));
    }

    private static void WriteError(CliContext context, string command, string message) =>
        context.Error.WriteLine($"{command}: {SafeText.Escape(message, ErrorCharsMax)}");
}
