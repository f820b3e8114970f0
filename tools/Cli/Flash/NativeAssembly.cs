namespace SensorNet.Cli.Flash;

/// <summary>The native half of a package, which is part of nanoFramework's firmware.</summary>
/// <param name="Name">Its name, as the firmware lists it.</param>
/// <param name="Version">Its version there.</param>
/// <param name="Checksum">Its checksum, by which a board accepts an application.</param>
/// <param name="Package">The package with the managed half.</param>
/// <param name="PackageVersion">The version of that one.</param>
internal sealed record NativeAssembly(string Name, string Version, uint Checksum, string Package, string PackageVersion);
