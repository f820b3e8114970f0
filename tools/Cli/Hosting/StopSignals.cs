using System.Runtime.InteropServices;

namespace SensorNet.Cli.Hosting;

/// <summary>
/// Turns Ctrl-C, SIGTERM and a closed terminal into an orderly end. A second signal ends the process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const string ShowCursor = "\e[?25h";

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (!_stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            _stop.Cancel();
        }
        else if (!Console.IsOutputRedirected)
        {
            Console.Write(ShowCursor);
        }
    }
}
