using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("GatewayNode")]
[assembly: AssemblyProduct("SensorNet")]
[assembly: AssemblyCopyright("MIT licence")]
[assembly: ComVisible(false)]
[assembly: AssemblyVersion(SensorNet.Device.Firmware.Version + ".0")]
[assembly: AssemblyFileVersion(SensorNet.Device.Firmware.Version + ".0")]
