// Types that the firmware shares with .NET by name, but whose state belongs to the board. In this project's own
// files the PC's types are therefore written with their namespace (System.DateTime, System.Threading.Thread).
global using AutoResetEvent = SensorNet.Emulator.BoardAutoResetEvent;
global using CancellationTokenSource = SensorNet.Emulator.BoardCancellation;
global using DateTime = SensorNet.Emulator.BoardDateTime;
global using Dns = SensorNet.Emulator.BoardDns;
global using Environment = SensorNet.Emulator.BoardEnvironment;
global using ManualResetEvent = SensorNet.Emulator.BoardManualResetEvent;
global using Socket = SensorNet.Emulator.BoardSocket;
global using Thread = SensorNet.Emulator.BoardThread;
global using Timer = SensorNet.Emulator.BoardTimer;
global using X509Certificate = SensorNet.Emulator.BoardX509Certificate;
global using X509Certificate2 = SensorNet.Emulator.BoardX509Certificate2;
