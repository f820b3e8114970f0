namespace nanoFramework.Runtime.Native;

/// <summary>What to boot into.</summary>
public enum RebootOption
{
    /// <summary>Normal reboot.</summary>
    NormalReboot = 0,

    /// <summary>Enter nano booter.</summary>
    EnterNanoBooter = 1,

    /// <summary>Clr only.</summary>
    ClrOnly = 2,

    /// <summary>Enter proprietary booter.</summary>
    EnterProprietaryBooter = 8,
}
