using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SensorNet.BrokerAccess;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// One stream to a broker, from the attempt to its end: opened on the thread pool, read and written from a loop's thread without waiting. One read
/// and one write are under way at most; each that does not end at once is told to the loop.
/// </summary>
internal sealed class StreamSession
{
    /// <summary>How long what was written last may take before the stream is closed all the same, in ms.</summary>
    private const int LastWriteMaxMs = 1_000;

    private readonly ILoop _loop;
    private readonly Action _readEnded;
    private readonly Action _writeEnded;
    private readonly CancellationTokenSource _stop = new();
    private Stream? _stream;
    private volatile Socket? _socket;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _write;
    private volatile string _stage = "";
    private volatile bool _isClosed;

    /// <param name="loop">Whose thread it is used on.</param>
    /// <param name="onRead">Called there when a read has ended that did not at once.</param>
    /// <param name="onWritten">As <paramref name="onRead"/>, for writes.</param>
    public StreamSession(ILoop loop, Action<StreamSession> onRead, Action<StreamSession> onWritten)
    {
        _loop = loop;

        // Made once: nothing is allocated for a read or a write.
        Action read = () => onRead(this);
        Action written = () => onWritten(this);
        _readEnded = () => Tell(read);
        _writeEnded = () => Tell(written);
    }

    public bool IsOpen => _stream is not null;

    public bool IsWriting { get; private set; }

    /// <summary>What is under way until it is open.</summary>
    public string Stage => _stage;

    /// <summary>Has TCP acknowledge at once what has come, as <see cref="MqttLink.AcknowledgeSoon"/> wants it.</summary>
    public void AcknowledgeAtOnce() => QuickAck.Arm(_socket!);

    /// <summary>Opens it; the result is told on the loop's thread: null, or why there is none.</summary>
    public void Open(BrokerAddress broker, TlsClientSettings? tls, Action<StreamSession, string?> opened) =>
        _ = Task.Run(() => OpenAsync(broker, tls, opened));

    /// <summary>Begins to read.</summary>
    /// <returns>Whether it has ended at once, so that <see cref="EndRead"/> has the result.</returns>
    [SuppressMessage("Reliability", "CA2012", Justification = "The awaiter is used once, by EndRead.")]
    public bool TryRead(Memory<byte> to)
    {
        _read = _stream!.ReadAsync(to, CancellationToken.None).ConfigureAwait(false).GetAwaiter();
        if (_read.IsCompleted)
        {
            return true;
        }

        _read.UnsafeOnCompleted(_readEnded);
        return false;
    }

    /// <summary>The octets read; 0 at the end of the stream.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public int EndRead() => _read.GetResult();

    /// <summary>Begins to write.</summary>
    /// <returns>As <see cref="TryRead"/>.</returns>
    [SuppressMessage("Reliability", "CA2012", Justification = "The awaiter is used once, by EndWrite.")]
    public bool TryWrite(ReadOnlyMemory<byte> octets)
    {
        IsWriting = true;
        _write = _stream!.WriteAsync(octets, CancellationToken.None).ConfigureAwait(false).GetAwaiter();
        if (_write.IsCompleted)
        {
            return true;
        }

        _write.UnsafeOnCompleted(_writeEnded);
        return false;
    }

    /// <exception cref="IOException">The stream broke.</exception>
    public void EndWrite()
    {
        IsWriting = false;
        _write.GetResult();
    }

    /// <summary>Closes it; nothing is told any more. A write that is under way gets a moment.</summary>
    public void Close(bool letsWrite)
    {
        _isClosed = true;
        if (letsWrite && IsWriting)
        {
            _ = CloseLaterAsync();
            return;
        }

        _ = _stop.CancelAsync();
        _stream?.Dispose();
    }

    private async Task CloseLaterAsync()
    {
        await Task.Delay(LastWriteMaxMs).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _stream!.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync(BrokerAddress broker, TlsClientSettings? tls, Action<StreamSession, string?> opened)
    {
        string? failure = null;
        Stream? stream = null;
        try
        {
            stream = await BrokerStream.OpenAsync(broker, tls, stage => _stage = stage, socket => _socket = socket, _stop.Token)
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever it was, the owner hears of it and tries again.
            failure = e.Message;
        }

        _loop.Post(() => OnOpened(stream, failure, opened));
    }

    private void OnOpened(Stream? stream, string? failure, Action<StreamSession, string?> opened)
    {
        if (_isClosed)
        {
            stream?.Dispose();
            return;
        }

        _stream = stream;
        opened(this, failure);
    }

    private void Tell(Action ended)
    {
        if (!_isClosed)
        {
            _loop.Post(ended);
        }
    }
}
