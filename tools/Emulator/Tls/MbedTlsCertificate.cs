namespace SensorNet.Emulator;

/// <summary>What the device reads out of a certificate.</summary>
internal sealed record MbedTlsCertificate(string Issuer, string Subject, System.DateTime NotBefore, System.DateTime NotAfter);
