using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SensorNet.Emulator;

/// <summary>
/// A TCP connection over the board's radio. While the radio has no network it is silent or dead, whatever the PC's socket does, and the
/// peer is told nothing.
/// </summary>
/// <remarks>
/// In simulated time, and with <see cref="AreAnswersNoted"/>, what has come counts as work from the moment it is here until
/// <see cref="EndDelivery"/>, the next read or the end.
/// </remarks>
internal sealed class RadioStream(WifiRadio radio, System.Net.Sockets.Socket socket, INetworkTime? time) : Stream
{
    /// <summary>Bytes that a silent connection takes before sending blocks: lwIP's send buffer on the ESP32.</summary>
    public const int SendBufferBytes = 5_744;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _unsent = new();
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _silence;
    private int _unsentBytes;
    private int _deliveries;
    private int _awaited;
    private bool _isClosed;

    /// <summary>
    /// Whether its user tells the time what is to be answered, so that octets alone hold no time up, and calls <see cref="EndDelivery"/> after each
    /// read.
    /// </summary>
    public bool AreAnswersNoted { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void LoseLink(WifiDropEffect effect)
    {
        if (effect == WifiDropEffect.Abort)
        {
            _dead.TrySetResult();
            EndDelivery();
            ForgetAwaited();
            return;
        }

        ForgetAwaited();

        lock (_lock)
        {
            _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void GainLink()
    {
        lock (_lock)
        {
            if (_silence is null || _dead.Task.IsCompleted)
            {
                return;
            }

            try
            {
                while (_unsent.TryDequeue(out byte[]? bytes))
                {
                    NoteTraffic();
                    socket.Send(bytes);
                }
            }
            catch (SocketException)
            {
                // The peer gave the connection up meanwhile: the firmware learns it at its next read or write.
                _dead.TrySetResult();
            }

            _unsentBytes = 0;
            _silence.SetResult();
            _silence = null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        Task<int> receiving = socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).AsTask();
        if (!receiving.IsCompleted)
        {
            EndDelivery();
        }

        if (await Task.WhenAny(receiving, _dead.Task).ConfigureAwait(false) == _dead.Task)
        {
            ThrowIfDead();
        }

        int count = await receiving.ConfigureAwait(false);
        await EndOfSilence(cancellationToken).ConfigureAwait(false);
        BeginDelivery();
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        while (true)
        {
            lock (_lock)
            {
                if (_silence is null)
                {
                    break;
                }

                if (_unsentBytes + buffer.Length <= SendBufferBytes)
                {
                    _unsent.Enqueue(buffer.ToArray());
                    _unsentBytes += buffer.Length;
                    return;
                }
            }

            await EndOfSilence(cancellationToken).ConfigureAwait(false);
        }

        while (!buffer.IsEmpty)
        {
            NoteTraffic();
            buffer = buffer[await socket.SendAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The peer has something more to answer. Without a network it does not get it.</summary>
    public void NoteQuestion()
    {
        if (time is not null && radio.IsUp)
        {
            Interlocked.Increment(ref _awaited);
            time.NoteAwaited(1);
            if (_dead.Task.IsCompleted)
            {
                ForgetAwaited();
            }
        }
    }

    /// <summary>The peer has answered something.</summary>
    public void NoteAnswer()
    {
        for (int awaited = Volatile.Read(ref _awaited); awaited > 0; awaited = Volatile.Read(ref _awaited))
        {
            if (Interlocked.CompareExchange(ref _awaited, awaited - 1, awaited) == awaited)
            {
                time?.NoteAwaited(-1);
                return;
            }
        }
    }

    /// <summary>What has come is taken.</summary>
    public void EndDelivery()
    {
        if (time is not null && Interlocked.Exchange(ref _deliveries, 0) > 0)
        {
            time.EndWork();
        }
    }

    protected override void Dispose(bool disposing)
    {
        bool isCutOff;
        lock (_lock)
        {
            isCutOff = _silence is not null || _dead.Task.IsCompleted;
            if (!disposing || _isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        // Whatever still waits in a read or a write ends; the peer hears of it only over a network.
        radio.Release(this, socket, isCutOff);
        _dead.TrySetResult();
        EndDelivery();
        ForgetAwaited();
        base.Dispose(disposing);
    }

    private void ForgetAwaited() => time?.NoteAwaited(-Interlocked.Exchange(ref _awaited, 0));

    private void NoteTraffic()
    {
        if (!AreAnswersNoted)
        {
            time?.NoteTraffic();
        }
    }

    private void BeginDelivery()
    {
        NoteTraffic();
        if (time is null || !AreAnswersNoted)
        {
            return;
        }

        time.BeginWork();
        if (Interlocked.Exchange(ref _deliveries, 1) != 0)
        {
            time.EndWork();
        }

        if (_dead.Task.IsCompleted)
        {
            // Nobody reads any more.
            EndDelivery();
        }
    }

    private async Task EndOfSilence(CancellationToken cancellationToken)
    {
        Task? silence;
        lock (_lock)
        {
            silence = _silence?.Task;
        }

        if (silence is not null)
        {
            await Task.WhenAny(silence, _dead.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        if (_dead.Task.IsCompleted)
        {
            throw new SocketException((int)SocketError.NotConnected);
        }
    }
}
