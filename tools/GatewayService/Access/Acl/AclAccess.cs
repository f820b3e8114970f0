namespace SensorNet.GatewayService.Access.Acl;

/// <summary>What a rule allows.</summary>
[Flags]
internal enum AclAccess
{
    /// <summary>Nothing: the topic is denied.</summary>
    Deny = 0,

    Read = 1,

    Write = 2,

    ReadWrite = Read | Write,
}
