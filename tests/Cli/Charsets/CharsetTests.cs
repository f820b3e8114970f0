using System.Text;
using SensorNet.Cli.Charsets;

namespace SensorNet.Cli.Tests.Charsets;

[TestClass]
public sealed class CharsetTests
{
    [TestMethod]
    [DataRow("utf-8", "21.5 °C – … · ─ █ ü 漢")]
    [DataRow("iso-8859-1", "21.5 °C - ... · - \\u{2588} ü \\u{6F22}")]
    [DataRow("us-ascii", "21.5 C - ... - - \\u{2588} \\u{FC} \\u{6F22}")]
    public void What_it_does_not_have_is_written_in_ascii(string name, string written)
    {
        Charset charset = new Charset(Encoding.GetEncoding(name));
        Assert.AreEqual(written, charset.Fit("21.5 °C – … · ─ █ ü 漢"));
        Assert.AreEqual(written, WrittenWith(charset, "21.5 °C – … · ─ █ ü 漢"));
    }

    [TestMethod]
    [DataRow("utf-8")]
    [DataRow("iso-8859-1")]
    public void A_character_outside_the_plane_and_half_of_one_do_no_harm(string name)
    {
        Charset charset = new Charset(Encoding.GetEncoding(name));
        Assert.AreEqual(name == "utf-8" ? "😀" : "\\u{1F600}", charset.Fit("\ud83d\ude00"));
        Assert.AreEqual("a\\u{D83D}b", charset.Fit("a\ud83db"));
        Assert.AreEqual("a\\u{DE00}", charset.Fit("a\ude00"));
    }

    [TestMethod]
    public void The_first_bytes_are_no_byte_order_mark() => Assert.AreEqual(0, Charset.Utf8.Encoding.Preamble.Length);

    [TestMethod]
    [DataRow("utf-8", "…", true)]
    [DataRow("iso-8859-1", "~", false)]
    [DataRow("us-ascii", "~", false)]
    [DataRow("ibm437", "~", true)]
    public void What_is_drawn_is_what_it_has(string name, string ellipsis, bool hasRulesAndBlocks)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Charset charset = new Charset(Encoding.GetEncoding(name));
        Assert.AreEqual((ellipsis, hasRulesAndBlocks, hasRulesAndBlocks), (charset.Ellipsis, charset.HasRules, charset.HasBlocks));
    }

    private static string WrittenWith(Charset charset, string text)
    {
        using MemoryStream written = new MemoryStream();
        using (StreamWriter writer = new StreamWriter(written, charset.Encoding))
        {
            foreach (char c in text)
            {
                writer.Write(c);
            }
        }

        return charset.Encoding.GetString(written.ToArray());
    }
}
