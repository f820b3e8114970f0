namespace SensorNet.Cli.Brokers;

/// <summary>The certificates in a board's configuration block, in PEM.</summary>
/// <param name="CaPem">The authority's.</param>
/// <param name="OwnPem">The board's own, and its key.</param>
internal sealed record BoardStore(string CaPem, string OwnPem);
