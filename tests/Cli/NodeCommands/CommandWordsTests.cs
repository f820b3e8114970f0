namespace SensorNet.Cli.Tests.NodeCommands;

[TestClass]
public sealed class CommandWordsTests
{
    [TestMethod]
    [DataRow("{\"id\":\"7\",\"id\":\"8\",\"read\":true}", "the command has a name twice")]
    [DataRow("{\"id\":\"\\ud800\",\"read\":true}", "the command has half a character")]
    [DataRow("{\"set\":{\"root\":\"\\ud800\"}}", "the command has half a character")]
    [DataRow("{\"read\":true", "the command is not valid JSON")]
    [DataRow("{}{}", "the command is not valid JSON")]
    public async Task Json_that_is_no_command_is_wrong_usage(string json, string expected)
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("command", "kitchen", json);
        Assert.AreEqual(2, exitCode);
        StringAssert.Contains(errors, expected);
        Assert.HasCount(2, errors.TrimEnd('\n').Split('\n'));
    }
}
