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
    [DataRow("provision --kind ", "constrained")]
    [DataRow("certs --keys ", "ecdsa")]
    [DataRow("node --sensor s", "sht31")]
    [DataRow("completion ", "zsh")]
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
    [DataRow("zsh", "zsh", "-n")]
    [DataRow("powershell", "pwsh", "-NoProfile -NonInteractive -File")]
    public async Task The_other_shells_read_their_script(string shell, string program, string options)
    {
        (int exitCode, string script, _) = await CliRun.ToEndAsync("completion", shell);
        Assert.AreEqual(0, exitCode);
        StringAssert.Contains(script, "[suggest:");
        Assert.AreEqual(script.Count(each => each == '{'), script.Count(each => each == '}'));
        if (Programs.Path(program) is not { } path)
        {
            return;
        }

        using TemporaryFolder folder = new TemporaryFolder();
        using ChildProcess reader = new ChildProcess(path, [.. options.Split(' '), folder.Write("completion.ps1", script)]);
        await reader.WaitForExitAsync();
        Assert.AreEqual(0, reader.ExitCode, reader.Output);
    }

    [TestMethod]
    public async Task A_shell_without_a_script_is_told()
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("completion", "fish");
        Assert.AreEqual(2, exitCode);
        StringAssert.StartsWith(errors, "sensornet completion: 'fish' is no shell with a script: there are bash, zsh, powershell\n");
    }
}
