namespace SensorNet.GatewayService.Settings.Table;

/// <summary>One of several words.</summary>
/// <param name="help">See <see cref="SettingAttribute"/>.</param>
/// <param name="wordsAndValues">A word, its value, and so on; the first is the default.</param>
internal sealed class ChoiceSettingAttribute(string help, params object[] wordsAndValues) : SettingAttribute(help)
{
    public override string Allowed => string.Join(", ", Choices().Select(choice => choice.Word));

    public override string Default => Choices()[0].Word;

    public override object Read(SettingReader reader, string key) => reader.Choice(key, Choices()[0].Value, Choices());

    private (string Word, object Value)[] Choices() => [.. wordsAndValues.Chunk(2).Select(pair => ((string)pair[0], pair[1]))];
}
