using SensorNet.GatewayService.Text;

namespace SensorNet.GatewayService.Tests.Text;

/// <summary>What peers choose does nothing on the terminal that shows the log.</summary>
[TestClass]
public sealed class LogTextTests
{
    [TestMethod]
    public void What_could_act_on_a_terminal_is_shown_as_its_code()
    {
        Assert.AreEqual("a\\u001b[2J \\u009bü", LogText.Printable("a\u001b[2J \u009bü"));
        Assert.AreEqual("a\\u0007 ü", LogText.Printable("a\u0007 ü"u8));
    }

    [TestMethod]
    public void A_long_text_is_cut_and_what_could_act_is_a_question_mark()
    {
        Assert.AreEqual("no?ody", LogText.PrintableStart("no\u001body", 100));
        Assert.AreEqual("a?", LogText.PrintableStart("a\u001bb", 2));
    }
}
