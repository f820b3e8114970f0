using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("ConstrainedNode")]
[assembly: AssemblyProduct("SensorNet")]
[assembly: AssemblyCopyright("MIT licence")]
[assembly: ComVisible(false)]
[assembly: AssemblyVersion(SensorNet.Node.Firmware.Version + ".0")]
[assembly: AssemblyFileVersion(SensorNet.Node.Firmware.Version + ".0")]
