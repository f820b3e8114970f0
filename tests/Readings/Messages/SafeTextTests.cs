using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Tests.Messages;

[TestClass]
public sealed class SafeTextTests
{
    [TestMethod]
    [DataRow("kitchen 21.5 °C ä 漢", "kitchen 21.5 °C ä 漢")]
    [DataRow("a\nb\rc\td", "a\\nb\\rc\\td")]
    [DataRow("\u001b[31mred", "\\u{1B}[31mred")]
    [DataRow("\u009b31m", "\\u{9B}31m")]
    [DataRow("\0\a\b\u007f", "\\u{0}\\u{7}\\u{8}\\u{7F}")]
    [DataRow("abc\u202ecba", "abc\\u{202E}cba")]
    [DataRow("zero\u200bwidth", "zero\\u{200B}width")]
    [DataRow("line\u2028paragraph\u2029", "line\\u{2028}paragraph\\u{2029}")]
    [DataRow("I:\\settings", "I:\\settings")]
    public void Every_character_that_could_control_a_terminal_is_escaped(string text, string shown) =>
        Assert.AreEqual(shown, SafeText.Escape(text, 100));

    [TestMethod]
    public void A_lone_surrogate_shows_as_the_replacement_character() =>
        Assert.AreEqual("a\uFFFDb", SafeText.Escape("a\ud800b", 100));

    [TestMethod]
    [DataRow("abcd", 4, "abcd")]
    [DataRow("abcde", 4, "abc…")]
    [DataRow("abc\u001b", 6, "abc…")]
    [DataRow("", 4, "")]
    public void Text_is_cut_between_whole_escapes_to_the_limit(string text, int charsMax, string shown) =>
        Assert.AreEqual(shown, SafeText.Escape(text, charsMax));

    [TestMethod]
    public void Invalid_utf8_shows_as_replacement_characters() =>
        Assert.AreEqual("a\uFFFD\uFFFDb", SafeText.FromUtf8([(byte)'a', 0xFF, 0xFE, (byte)'b'], 100));

    [TestMethod]
    public void No_input_gives_a_control_character_or_more_than_the_limit()
    {
        const int Seed = 7;
        Random random = new Random(Seed);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] payload = new byte[random.Next(200)];
            random.NextBytes(payload);
            int charsMax = random.Next(1, 100);
            string shown = SafeText.FromUtf8(payload, charsMax);
            Assert.IsLessThanOrEqualTo(charsMax, shown.Length, $"seed {Seed}, round {i}");
            Assert.IsFalse(shown.Any(char.IsControl), $"seed {Seed}, round {i}: {Convert.ToHexString(payload)}");
        }
    }
}
