namespace SensorNet.Emulator;

/// <summary>Is told when the radio has a network again.</summary>
internal interface ILinkListener
{
    /// <summary>The radio has a network again. Called with the radio's lock held.</summary>
    void GainLink();
}
