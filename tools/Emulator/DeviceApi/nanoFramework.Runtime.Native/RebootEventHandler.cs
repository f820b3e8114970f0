namespace nanoFramework.Runtime.Native;

/// <summary>Called before a planned reboot.</summary>
public delegate void RebootEventHandler();
