using SensorNet.GatewayService.Access.Acl;
using SensorNet.GatewayService.Access.Lists;

namespace SensorNet.GatewayService.Access;

/// <summary>All rules at one time. Not changed once made.</summary>
/// <param name="Lists">Who may connect.</param>
/// <param name="Acl">Who may publish and receive what; null where everybody may all.</param>
/// <param name="Version">Another number for each.</param>
internal sealed record AccessRules(AccessLists Lists, AclRules? Acl, int Version);
