using System.ComponentModel;
using System.Diagnostics;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Flash;

/// <summary>
/// A script in the place of nanoff: it notes its calls, keeps the files that it is given, and writes and ends as nanoff's source does, its traps
/// included. Exit codes are of 8 bits, as on Linux.
/// </summary>
internal sealed class FakeNanoff : IDisposable
{
    /// <summary>What a firmware of June 2026 tells of itself.</summary>
    public const string RightDetails =
        """

        HAL build info: nanoCLR running @ ESP32 built with ESP-IDF v5.5
          Target:   ESP32_REV3
          Platform: ESP32

        Firmware build Info:
          CLR Version: 1.17.0.30

        Native Assemblies:
          mscorlib v100.5.0.24, checksum 0x1549C856
          nanoFramework.Runtime.Native v100.0.10.0, checksum 0x0EAE898B
          nanoFramework.Hardware.Esp32 v100.0.10.0, checksum 0x6A20A689
          nanoFramework.System.Collections v100.0.2.0, checksum 0x40DC251F
          nanoFramework.System.Security.Cryptography v100.0.0.4, checksum 0x23B6AE56
          nanoFramework.System.Text v100.0.0.1, checksum 0x8E6EB73D
          nanoFramework.Runtime.Events v100.0.8.0, checksum 0x0EAB00C9
          System.Math v100.0.5.5, checksum 0x9F9E2A7E
          System.Net v100.2.0.12, checksum 0x6DFA71D6
          System.Device.Wifi v100.0.6.6, checksum 0xEE721CDA
          System.Device.Gpio v100.1.0.6, checksum 0x097E7BC5
          System.Device.I2c v100.0.0.2, checksum 0xFA806D33
          System.IO.FileSystem v1.1.0.4, checksum 0x1777E2FE
        """;

    /// <summary>What a firmware tells that is later than the packages.</summary>
    public static readonly string LaterDetails = RightDetails.Replace("v100.2.0.12, checksum 0x6DFA71D6", "v100.2.0.14, checksum 0x8EFB9944");

    private const string Script =
        """
        #!/bin/sh
        here=$(dirname "$0")
        [ $# = 0 ] && exit 0
        echo "$*" >> "$here/calls"
        # Goes on when the test says so, and in any case after a minute.
        waits=0
        while [ -f "$here/hold" ] && [ $waits -lt 1200 ]; do sleep 0.05; waits=$((waits + 1)); done
        case "$*" in
          *--nanodevice*deployment*) echo "No operation was performed with the options supplied."; exit 0 ;;
          *--update*--verbosity\ minimal*) ;;
          *--update*)
            echo "Error E4000: Error executing ESP32 serial command. (The value must be greater than or equal to zero. (Parameter 'top'))"
            exit 160 ;;
        esac
        previous=
        for argument in "$@"; do
          case "$previous" in --networkdeployment|--filedeployment) cp "$argument" "$here/${previous#--}.json" ;; esac
          previous=$argument
        done
        # The firmware that is on the board is the one of the last update.
        case "$*" in *--fwversion*) cp "$here/devicedetails-${*##*--fwversion }.out" "$here/devicedetails.out" 2>/dev/null ;; esac
        case "$*" in *--filedeployment*) ;; *--networkdeployment*) echo "No operation was performed with the options supplied." ;; esac
        result=40
        for argument in "$@"; do
          step=${argument#--}
          if [ -f "$here/$step.out" ]; then
            cat "$here/$step.out"
            result=$(cat "$here/$step.exit")
            [ "$result" = 0 ] || break
          fi
        done
        exit "$result"
        """;

    private readonly TemporaryFolder _folder = new();

    public FakeNanoff()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("the stand-in of nanoff is a shell script");
        }

        Program = _folder.Write("nanoff", Script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        WaitUntilItCanBeRun();
        Answer("listports", 0, "Available COM ports:\n  /dev/ttyS0\n  /dev/ttyUSB0\n\n");
        Answer("update", 0, "\nUpdating to 1.17.0.60\n\nErasing flash...OK\nFlashing firmware...\n");
        Answer("devicedetails", 0, RightDetails);
        Answer("networkdeployment", 0, "Updating network configuration...OK\nUpdating wireless configuration...OK\n");
        Answer("filedeployment", 0, "Deploying file sensornet.json to I:\\sensornet.json...OK\n");
        Answer("deploy", 0, "Getting details from nano device...OK\nDeploying managed application...OK\nRebooting...OK\n");
    }

    public string Program { get; }

    /// <summary>Its calls, one a line.</summary>
    public string[] Calls => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")) : [];

    /// <summary>The file of the last network deployment or file deployment.</summary>
    public string Given(string step) => File.ReadAllText(_folder.File(step + ".json"));

    /// <summary>What it writes and how it ends when it is asked for a step, by the option's name.</summary>
    public void Answer(string step, int exitCode, string output)
    {
        _folder.Write(step + ".out", output);
        _folder.Write(step + ".exit", $"{exitCode}");
    }

    /// <summary>Has it wait in each call, before it writes anything, until <see cref="Release"/>.</summary>
    public void Hold() => _folder.Write("hold", "");

    public void Release() => File.Delete(_folder.File("hold"));

    public void Dispose() => _folder.Dispose();

    // A process that another test starts just now inherits the open file for a moment, and a file that is open for writing cannot be run.
    private void WaitUntilItCanBeRun()
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using Process once = Process.Start(Program);
                once.WaitForExit();
                return;
            }
            catch (Win32Exception) when (watch.Elapsed < Wait.Patience)
            {
                Thread.Yield();
            }
        }
    }
}
