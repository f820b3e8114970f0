using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>
/// One emulated ESP32: the hardware that outlives a reboot (flash, MAC address, chips, radio, real-time clock). The device's
/// APIs are static; inside <see cref="Run"/>, <see cref="Enter"/> and the threads of an <see cref="EmulatedNode"/> they act on this board,
/// so that many boards live in one process.
/// </summary>
public sealed class Board : IDisposable
{
    /// <summary>Length of a MAC address.</summary>
    public const int MacAddressBytes = 6;

    private readonly object _lock = new();
    private readonly byte[] _macAddress;
    private readonly DebugOutput _output;
    private readonly ConcurrentDictionary<int, int> _ports = new();
    private BoardRuntime? _runtime;
    private bool _isDisposed;

    /// <summary>Makes a board. It is off until a node is started on it or its API is used.</summary>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of its range.</exception>
    public Board(BoardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Name = options.Name ?? "board" + options.Seed;
        _macAddress = options.MacAddress is null ? MacFromSeed(options.Seed) : (byte[])options.MacAddress.Clone();
        if (_macAddress.Length != MacAddressBytes)
        {
            throw new ArgumentException(
                $"{nameof(options.MacAddress)} has {_macAddress.Length} bytes; a MAC address has {MacAddressBytes}.", nameof(options));
        }

        _output = new DebugOutput(options.DebugWriter, options.DebugLine);
        Flash = new BoardFlash(options.FlashFolder, Name, CutPower);
        Environment = options.Environment ?? new DaylightEnvironment(options.Seed);
        Clock = new BoardClock(options.TimeProvider, options.SntpDelay, options.SntpBlocked);
        Certificates.Deploy(options.StoredCaCertificates, options.StoredDeviceCertificate);
        Wifi = new WifiRadio(options.Wifi, options.Seed, options.TimeProvider);
        Wifi.LinkChanged += Clock.OnNetworkChanged;
        I2c = new I2cBus(options.TimeProvider, options.SensorDataPin, options.SensorClockPin);
        Sensor = SensorChips.Create(options, Environment);
        if (Sensor is not null)
        {
            I2c.Attach(options.SensorAddress ?? Sensor.Addresses[0], Sensor);
        }
    }

    /// <summary>The board that the calling thread's firmware runs on.</summary>
    /// <exception cref="InvalidOperationException">The thread belongs to no board.</exception>
    public static Board Current => BoardRuntime.Flowing.Board;

    /// <summary>What the board was made from.</summary>
    public BoardOptions Options { get; }

    /// <summary>The name for messages.</summary>
    public string Name { get; }

    /// <summary>The Wi-Fi MAC address, as a copy.</summary>
    public byte[] MacAddress => (byte[])_macAddress.Clone();

    /// <summary>The flash folder (drive I:).</summary>
    public BoardFlash Flash { get; }

    /// <summary>The stored certificates.</summary>
    public BoardCertificates Certificates { get; } = new();

    /// <summary>The real-time clock and SNTP.</summary>
    public BoardClock Clock { get; }

    /// <summary>The radio and the networks in reach.</summary>
    public WifiRadio Wifi { get; }

    /// <summary>The I2C wires that the sensor is on.</summary>
    public I2cBus I2c { get; }

    /// <summary>The air around the sensor.</summary>
    public IEnvironment Environment { get; }

    /// <summary>The chip on the I2C bus, with its faults; null when the board has none.</summary>
    public ISensorChip? Sensor { get; }

    /// <summary>The address of the set-up page that the board's DHCP server tells (RFC 8910), or null while it gives out no addresses.</summary>
    public string? CaptivePortalUrl { get; internal set; }

    /// <summary>
    /// What its uptime begins with at the next start, for counters that overflow after weeks. 0 or more; on the device it is always 0.
    /// </summary>
    public TimeSpan FirstUptime { get; set; }

    /// <summary>How many threads the firmware has now.</summary>
    public int LiveThreads => _runtime?.LiveThreads ?? 0;

    /// <summary>What the firmware left to be run before a planned restart, in its present or its last run.</summary>
    public IReadOnlyList<Delegate> RebootHandlers => _runtime?.RebootHandlers?.GetInvocationList() ?? [];

    /// <summary>True while the board is on.</summary>
    public bool IsOn => _runtime is { IsOn: true };

    internal BoardRuntime? Runtime => _runtime;

    internal TimeProvider TimeProvider => Options.TimeProvider;

    /// <summary>Runs code as this board's firmware, on the calling thread. Switches the board on if it is off.</summary>
    public void Run(Action firmware)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        using (Enter())
        {
            firmware();
        }
    }

    /// <summary>Runs code as this board's firmware and gives its result. Switches the board on if it is off.</summary>
    public T Run<T>(Func<T> firmware)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        using (Enter())
        {
            return firmware();
        }
    }

    /// <summary>
    /// Makes this the calling thread's board until the result is disposed of (on the same thread). Switches the board on if it is off.
    /// </summary>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            IDisposable scope = (IsOn ? _runtime! : Boot(nanoFramework.Hardware.Esp32.Sleep.WakeupCause.Undefined)).Enter();
            return TimeProvider is SimulatedTime time ? new HeldScope(scope, time.Hold()) : scope;
        }
    }

    /// <summary>
    /// Switches the board off without telling its firmware or its peers: its connections fall silent without a FIN. The real-time clock is lost.
    /// </summary>
    public void CutPower()
    {
        _runtime?.SwitchOff(PowerOffReason.PowerCut);
        LosePower();
    }

    /// <summary>Switches the board off, closes its connections and deletes a temporary flash folder.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _runtime?.SwitchOff(PowerOffReason.PowerCut);
        Wifi.Dispose();
        Flash.Dispose();
    }

    /// <summary>Begins a new run with an empty RAM. The one before must have ended.</summary>
    internal BoardRuntime Boot(nanoFramework.Hardware.Esp32.Sleep.WakeupCause wakeupCause)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (IsOn)
            {
                throw new InvalidOperationException($"Board {Name} is already on: one program runs on a board at a time.");
            }

            _runtime = new BoardRuntime(this, wakeupCause);
            Clock.PowerUp();
            Wifi.PowerUp(_runtime);
            return _runtime;
        }
    }

    /// <summary>What a power cut does to the hardware: the clock and the sensor forget.</summary>
    internal void LosePower()
    {
        Clock.LosePower();
        Sensor?.LosePower();
    }

    /// <summary>The PC's port at which the board listens, on the loopback interface; null while it does not.</summary>
    public int? PcPort(int port) => _ports.TryGetValue(port, out int pcPort) ? pcPort : null;

    /// <summary>The PC's port to bind for one of the board's; 0 for any.</summary>
    internal int PcPortToBind(int port) => Options.PcPorts.GetValueOrDefault(port);

    internal void NotePort(int port, int pcPort) => _ports[port] = pcPort;

    internal void ForgetPort(int port) => _ports.TryRemove(port, out _);

    internal void WriteDebug(string text) => _output.Write(text);

    // The calling thread runs firmware: simulated time waits for it as for a thread of the board.
    private sealed class HeldScope(IDisposable scope, IDisposable hold) : IDisposable
    {
        public void Dispose()
        {
            scope.Dispose();
            hold.Dispose();
        }
    }

    private static byte[] MacFromSeed(int seed)
    {
        // 24:6F:28 is one of Espressif's prefixes; the low three bytes are a bijection of the seed's low 24 bits.
        uint scrambled = (uint)seed * 0x9E3779B1u & 0xFFFFFFu;
        byte[] mac = new byte[MacAddressBytes];
        BinaryPrimitives.WriteUInt32BigEndian(mac.AsSpan(2), scrambled);
        mac[0] = 0x24;
        mac[1] = 0x6F;
        mac[2] = 0x28;
        return mac;
    }
}
