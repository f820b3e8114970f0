using System.Text;
using SensorNet.GatewayService.Access.Files;

namespace SensorNet.GatewayService.Access.Lists;

/// <summary>
/// Reads a file of allow and deny lists: lines <c>allow|deny client PATTERN</c> and <c>allow|deny address RANGE</c>; a line that begins with # is a
/// comment.
/// </summary>
internal static class AccessListParser
{
    /// <summary>The most entries of a file.</summary>
    public const int EntriesMax = 100_000;

    public const string AddressRule = "an address must be an IP address or a range as in 192.168.0.0/16, without bits behind the prefix";

    /// <summary>The lists; null where there is a problem.</summary>
    public static AccessLists? Parse(byte[] file, out FileProblem? problem)
    {
        List<string>[] clients = [[], []];
        List<AddressRange>[] addresses = [[], []];
        string[] lines = Encoding.UTF8.GetString(file).Split('\n');
        for (int number = 1; number <= lines.Length; number++)
        {
            string line = lines[number - 1].Trim();
            if (line.Length > 0 && !line.StartsWith('#') && Read(line, clients, addresses) is { } rule)
            {
                problem = new FileProblem(number, line, rule);
                return null;
            }
        }

        problem = null;
        return new AccessLists(clients[0], clients[1], addresses[0], addresses[1]);
    }

    private static string? Read(string line, List<string>[] clients, List<AddressRange>[] addresses)
    {
        string[] words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["allow" or "deny", "client" or "address", _])
        {
            return "must be allow or deny, then client or address, then a pattern or a range";
        }

        if (clients.Sum(list => list.Count) + addresses.Sum(list => list.Count) == EntriesMax)
        {
            return $"a file must have at most {EntriesMax} entries";
        }

        int list = words[0] == "allow" ? 0 : 1;
        if (words[1] == "client")
        {
            clients[list].Add(words[2]);
            return null;
        }

        if (!AddressRange.TryParse(words[2], out AddressRange? range))
        {
            return AddressRule;
        }

        addresses[list].Add(range);
        return null;
    }
}
