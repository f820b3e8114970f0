using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet completion</c>: a script for a shell.</summary>
internal sealed class CompletionCommand : TeachingCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = $"The shell: {string.Join(", ", CompletionScripts.Shells)}" };

    public CompletionCommand(CliContext context)
        : base("completion", "Print a script that makes a shell complete this command's words.")
    {
        _shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        _shell.Validators.Add(result =>
        {
            string given = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!CompletionScripts.Shells.Contains(given))
            {
                result.AddError($"'{given}' is no shell with a script: there are {string.Join(", ", CompletionScripts.Shells)}");
            }
        });
        Add(_shell);
        SetAction(parsed =>
        {
            context.Out.WriteLine(CompletionScripts.For(parsed.GetValue(_shell)!).ReplaceLineEndings("\n"));
            return ExitCodes.Success;
        });
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("source <(sensornet completion bash)", "in this bash; put it into ~/.bashrc for all"),
        ("source <(sensornet completion zsh)", "in this zsh; put it into ~/.zshrc, after compinit"),
        ("sensornet completion powershell | Out-String | Invoke-Expression", "in this PowerShell; put it into $PROFILE"),
    ];
}
