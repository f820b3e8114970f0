using System.Reflection;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>Calls stand-ins that only the firmware sees, because .NET has types of the same name.</summary>
internal static class DeviceCall
{
    public static object? Static(string type, string method, params object[] arguments)
    {
        Type[] types = [.. arguments.Select(argument => argument.GetType())];
        MethodInfo found = TypeOf(type).GetMethod(method, BindingFlags.Public | BindingFlags.Static, types)
            ?? throw new MissingMethodException(type, method);
        return found.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public static object? Property(object target, string name) => target.GetType().GetProperty(name)!.GetValue(target);

    private static Type TypeOf(string name) => typeof(Board).Assembly.GetType(name, throwOnError: true)!;
}
