using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("NFUnitTest")]
[assembly: AssemblyProduct("SensorNet")]
[assembly: AssemblyCopyright("MIT licence")]
[assembly: ComVisible(false)]
