// Debug.WriteLine is compiled only with this symbol; what a node has to say is meant for release builds too.
#define DEBUG

using System.Diagnostics;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The debug output: what a serial terminal or the debugger shows.</summary>
    public sealed class DebugLog : ILog
    {
        /// <inheritdoc/>
        public void Write(string line) => Debug.WriteLine(line);
    }
}
