using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class CompletionTests
{
    [TestMethod]
    [DataRow("", "provision")]
    [DataRow("pro", "provision")]
    [DataRow("watch --br", "--broker")]
    [DataRow("sn di", "discover")]
    [DataRow("demo --web-l", "--web-listen")]
    [DataRow("provision --kind ", "constrained")]
    [DataRow("certs --keys ", "ecdsa")]
    [DataRow("node --sensor s", "sht31")]
    [DataRow("completion ", "zsh")]
    [DataRow("command kitchen id", "identify")]
    public async Task The_command_itself_says_what_may_follow(string words, string expected)
    {
        (int exitCode, string output, _) = await CliRun.ToEndAsync($"[suggest:{words.Length}]", words);
        Assert.AreEqual(0, exitCode);
        CollectionAssert.Contains(output.Split('\n', StringSplitOptions.TrimEntries), expected);
    }

    [TestMethod]
    [DataRow("sensornet pro", "provision")]
    [DataRow("sensornet watch --br", "--broker")]
    [DataRow("sensornet sn ", "discover ping pub sub")]
    [DataRow("sensornet provision --kind con", "constrained")]
    public async Task Bash_completes(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("it needs bash");
        }

        using TemporaryFolder folder = new TemporaryFolder();
        string assembly = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        string script = folder.Write(
            "try.sh",
            $$"""
            sensornet() { dotnet exec '{{assembly}}' "$@"; }
            source <(sensornet completion bash) || exit 1
            [[ "$(complete -p sensornet)" == *_sensornet_complete* ]] || exit 2
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _sensornet_complete
            echo "found: ${COMPREPLY[*]}"
            """.ReplaceLineEndings("\n"));
        using ChildProcess bash = new ChildProcess(Programs.Find("bash"), "--norc", script);
        await bash.WaitForExitAsync();
        Assert.AreEqual(0, bash.ExitCode, bash.Output);
        string found = bash.Output.Split('\n').Single(each => each.StartsWith("found: ", StringComparison.Ordinal));
        foreach (string word in expected.Split(' '))
        {
            StringAssert.Contains(found + " ", $" {word} ");
        }

        Assert.IsFalse(found.Contains("--tls", StringComparison.Ordinal) && line.EndsWith("--br", StringComparison.Ordinal), found);
    }

    [TestMethod]
    [DataRow("zsh")]
    [DataRow("powershell")]
    public async Task The_script_of_the_other_shells_asks_the_command(string shell)
    {
        string script = await ScriptAsync(shell);

        StringAssert.Contains(script, "[suggest:");
        Assert.AreEqual(script.Count(each => each == '{'), script.Count(each => each == '}'));
    }

    [TestMethod]
    public async Task Zsh_reads_its_script() => await ReadAsync(Programs.Find("zsh"), "zsh", "completion.zsh", "-n");

    // Debian has no PowerShell, so that a test that is skipped without it would be skipped everywhere: without it there is only the test above.
    [TestMethod]
    public async Task PowerShell_reads_its_script_where_it_is_installed()
    {
        if (Programs.Path("pwsh") is { } pwsh)
        {
            await ReadAsync(pwsh, "powershell", "completion.ps1", "-NoProfile", "-NonInteractive", "-File");
        }
    }

    [TestMethod]
    public async Task A_shell_without_a_script_is_told()
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("completion", "fish");
        Assert.AreEqual(2, exitCode);
        StringAssert.StartsWith(errors, "sensornet completion: 'fish' is no shell with a script: there are bash, zsh, powershell\n");
    }

    private static async Task ReadAsync(string program, string shell, string file, params string[] options)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using ChildProcess reader = new ChildProcess(program, [.. options, folder.Write(file, await ScriptAsync(shell))]);
        await reader.WaitForExitAsync();
        Assert.AreEqual(0, reader.ExitCode, reader.Output);
    }

    private static async Task<string> ScriptAsync(string shell)
    {
        (int exitCode, string script, _) = await CliRun.ToEndAsync("completion", shell);
        Assert.AreEqual(0, exitCode);
        return script;
    }
}
