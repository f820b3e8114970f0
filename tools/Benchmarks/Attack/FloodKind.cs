namespace SensorNet.Benchmarks.Attack;

/// <summary>What an attacker sends.</summary>
internal enum FloodKind
{
    /// <summary>One client that publishes at QoS 1 at 50 times the rate that it may. The first, as the others fill the table of clients.</summary>
    LoudClient,

    /// <summary>As <see cref="Random"/>, at a program that reads and does nothing else: what the machine makes of a flood at anybody.</summary>
    OtherProgram,

    /// <summary>Any octets, most with a right length, from 200 addresses.</summary>
    Random,

    /// <summary>CONNECT of a new client each, from 200 addresses.</summary>
    Connects,

    /// <summary>The first ClientHello of DTLS, without a cookie, from 200 addresses.</summary>
    Hellos,

    /// <summary>DTLS handshakes to their end, with a key that is wrong.</summary>
    Handshakes,
}
