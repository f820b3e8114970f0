namespace SensorNet.Emulator;

/// <summary>nanoFramework's ManualResetEvent: setting it lets all threads go on, until it is reset.</summary>
public sealed class BoardManualResetEvent(bool initialState) : BoardEvent(initialState, isAutomatic: false)
{
}
