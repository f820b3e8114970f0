using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyProduct("SensorNet")]
[assembly: AssemblyCopyright("MIT licence")]
[assembly: ComVisible(false)]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
