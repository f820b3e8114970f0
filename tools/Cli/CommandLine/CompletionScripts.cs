namespace SensorNet.Cli.CommandLine;

/// <summary>
/// Scripts by which a shell asks the command itself what may follow: <c>sensornet [suggest:position] "the words after the command"</c>, which
/// System.CommandLine answers with a line for each word.
/// </summary>
internal static class CompletionScripts
{
    public static readonly IReadOnlyList<string> Shells = ["bash", "zsh", "powershell"];

    private const string Bash =
        """
        # Completion of sensornet for bash: source <(sensornet completion bash)
        _sensornet_complete() {
            local command="${COMP_WORDS[0]}"
            local line="${COMP_LINE#"$command"}"
            local at=$((COMP_POINT - ${#command} - 1))
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("$command" "[suggest:$((at < 0 ? 0 : at))]" "${line# }" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _sensornet_complete sensornet
        """;

    private const string Zsh =
        """
        #compdef sensornet
        # Completion of sensornet for zsh: source <(sensornet completion zsh), after compinit
        _sensornet_complete() {
            local command="${words[1]}"
            local line="${BUFFER#"$command"}"
            local at=$((CURSOR - ${#command} - 1))
            local -a found
            found=("${(@f)$("$command" "[suggest:$((at < 0 ? 0 : at))]" "${line# }" 2>/dev/null)}")
            if [[ -n "${found[1]}" ]]; then
                compadd -- "${found[@]}"
            else
                _files
            fi
        }
        compdef _sensornet_complete sensornet
        """;

    private const string PowerShell =
        """
        # Completion of sensornet for PowerShell: sensornet completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName sensornet -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $command = $commandAst.CommandElements[0].ToString()
            $at = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - $command.Length - 1)
            $line = $commandAst.ToString().Substring($command.Length).TrimStart().PadRight($at)
            & $command "[suggest:$at]" $line 2>$null |
                Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "powershell" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "is no shell with a script"),
    };
}
