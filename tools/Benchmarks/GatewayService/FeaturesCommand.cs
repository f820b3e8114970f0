using System.CommandLine;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>What access rules, the store and DTLS cost: the service with each of them, beside the service without.</summary>
internal static class FeaturesCommand
{
    private const int RoundsMax = 50;
    private const int KeyBytes = 16;

    // More rules than most have, of which the last one lets the load pass.
    private const int RulesBefore = 30;

    private static readonly ComparedLoad[] Loads = [new(1, 100, 0), new(2, 100, 0), new(1, 100, 1_000)];

    public static Command Create()
    {
        Option<int> rounds = new Option<int>("--rounds")
        {
            Description = $"Runs of each variant, 1 to {RoundsMax}",
            DefaultValueFactory = _ => 7,
        };
        Command command = new Command("features", "The gateway service with access rules, a store and DTLS, each beside the service without")
        {
            rounds,
        };
        command.SetAction(parsed =>
        {
            Run(Math.Clamp(parsed.GetValue(rounds), 1, RoundsMax));
            return 0;
        });
        return command;
    }

    private static void Run(int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("sensornet-features-").FullName;
        try
        {
            new Comparison(Variants(folder), Loads, [], rounds, TimeSpan.FromSeconds(2), delayMs: 0) { MemoryClients = 2_000 }.Run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ServiceVariant[] Variants(string folder)
    {
        string rules = Path.Combine(folder, "acl");
        File.WriteAllLines(
            rules,
            [
                .. Enumerable.Range(1, RulesBefore).Select(number => $"pattern read devices/room-{number}/%c/#"), "pattern readwrite load/#",
            ]);
        byte[] key = new byte[KeyBytes];
        Array.Fill(key, (byte)7);
        return
        [
            ServiceVariant.Of("without"),
            ServiceVariant.Of($"Access:AclFile with {RulesBefore + 1} rules", "--Access:AclFile", rules),
            ServiceVariant.Of("Persistence:Path", "--Persistence:Path", Path.Combine(folder, "store")),
            ServiceVariant.Of("Dtls:Listen, PSK-AES128-CCM8", "--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", WriteKeys(folder, key)) with
            {
                Key = key,
            },
        ];
    }

    private static string WriteKeys(string folder, byte[] key)
    {
        string file = Path.Combine(folder, "psk");
        File.WriteAllLines(file, Enumerable.Range(0, 10_000).Select(number => $"{Load.LoadClient.IdOf(number)}:{Convert.ToHexString(key)}"));
        return file;
    }
}
