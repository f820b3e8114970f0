using System;
using System.IO;

namespace SensorNet.Emulator;

/// <summary>A TLS connection that gives its native memory back when it is closed.</summary>
internal sealed class MemoryHolder(Stream inner, IDisposable memory) : WrappedStream(inner)
{
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            memory.Dispose();
        }
    }
}
