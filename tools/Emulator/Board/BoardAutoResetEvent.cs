namespace SensorNet.Emulator;

/// <summary>nanoFramework's AutoResetEvent: setting it lets one thread go on.</summary>
public sealed class BoardAutoResetEvent(bool initialState) : BoardEvent(initialState, isAutomatic: true)
{
}
