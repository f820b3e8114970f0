using System.Text;
using SensorNet.Cli.Charsets;

namespace SensorNet.Cli.Tests.Charsets;

[TestClass]
public sealed class OutputCharsetTests
{
    [TestMethod]
    [DataRow("", "", "", "utf-8")]
    [DataRow("", "", "de_DE", "utf-8")]
    [DataRow("", "", "de_DE.UTF-8", "utf-8")]
    [DataRow("", "UTF-8", "", "utf-8")]
    [DataRow("", "", "C.utf8", "utf-8")]
    [DataRow("", "", "C", "us-ascii")]
    [DataRow("POSIX", "", "de_DE.UTF-8", "us-ascii")]
    [DataRow("", "C", "de_DE.UTF-8", "us-ascii")]
    [DataRow("en_US.ISO-8859-1", "C", "C", "iso-8859-1")]
    [DataRow("", "", "en_US.iso88591", "iso-8859-1")]
    [DataRow("", "", "de_DE.ISO8859-15@euro", "iso-8859-15")]
    [DataRow("", "", "ru_RU.KOI8-R", "koi8-r")]
    [DataRow("", "", "en_US.unheard-of", "utf-8")]
    public void A_terminal_has_the_charset_of_its_locale(string all, string type, string lang, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Dictionary<string, string?> variables = new Dictionary<string, string?> { ["LC_ALL"] = all, ["LC_CTYPE"] = type, ["LANG"] = lang };
        Assert.AreEqual(name, OutputCharset.Find(variables.GetValueOrDefault, isTerminal: true).Encoding.WebName);
    }

    [TestMethod]
    [DataRow("C", "utf-8")]
    [DataRow("POSIX", "utf-8")]
    [DataRow("en_US.ISO-8859-1", "iso-8859-1")]
    public void A_pipe_or_a_file_has_the_charset_that_the_locale_names(string locale, string name) =>
        Assert.AreEqual(name, OutputCharset.Find(variable => variable == "LANG" ? locale : null, isTerminal: false).Encoding.WebName);
}
