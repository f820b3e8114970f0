using System.Text;
using System.Text.Json;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>Whoever may publish may write anything: on the page it is text.</summary>
[TestClass]
public sealed class HostileTests
{
    private const int LargeBytes = 3 * 1024 * 1024;

    private static readonly string[] Texts =
    [
        "<script>window.owned=1</script>",
        "<img src=x onerror=window.owned=1>",
        "\"><svg onload=window.owned=1>",
        "' onmouseover='window.owned=1",
        "javascript:window.owned=1",
        "{{window.owned=1}}${window.owned=1}",
        "{b|bold}\u2028\u2029",
        "\u202Egnp.exe\u202C",
        "tab\tline\nbell\u0007escape\u001B[31mred",
        "?d=x&span=9#%00%zz",
        "\uD83D\uDE00\u0301\u0301\u0301",
    ];

    [TestMethod]
    public async Task Nothing_of_a_topic_a_name_or_a_payload_becomes_markup()
    {
        await using WebHost host = await WebHost.StartAsync();
        foreach (string text in Texts)
        {
            string id = text.Replace('/', '_').Replace('+', '_').Replace('#', '_').Replace('\0', '_');
            string json = JsonSerializer.Serialize(text);
            host.Send($"{id}/{id}/status", text, retained: true);
            host.Send($"{id}/{id}/info", $"{{{json}:{json}}}", retained: true);
            host.Send($"{id}/{id}/diagnostics", $"{{\"lastError\":{json},{json}:1}}", retained: true);
            host.Send($"{id}/{id}/readings", $"{{\"seq\":1,\"temperature\":20,{json}:4}}");
            host.Send($"{id}/{id}/readings", text);
            host.Send(text, text);
        }

        host.Send("large/large/readings", new byte[LargeBytes]);
        host.Send("large/large/info", Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('<', LargeBytes)}\"}}"));
        host.Send("large/large/readings", "{\"seq\":1,\"temperature\":3}");
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForTextAsync("#shown", $"{Texts.Length + 1} of {Texts.Length + 1} shown");
        await tab.WaitForChartsAsync();
        await AssertPlainAsync(tab);

        string[] pages = await tab.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#devices tbody a')].map(each => each.href)");
        Assert.IsNotEmpty(pages);
        foreach (string page in pages)
        {
            await tab.Page.GotoAsync(page);
            await tab.WaitForTextAsync("h2", "Last values");
            await tab.WaitForChartsAsync();
            await AssertPlainAsync(tab);
        }

        await tab.Page.GotoAsync(host.Address + "log");
        await tab.WaitForTextAsync("h1", "Log");
        await AssertPlainAsync(tab);
        tab.AssertClean();
    }

    [TestMethod]
    public async Task An_address_is_not_trusted_either()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        string[] queries =
        [
            "?q=%3Cscript%3Ewindow.owned%3D1%3C/script%3E", "?q=" + new string('a', 3000), "?span=-5&end=99999999999999999999", "?span=1&end=1",
            "?span=999999999&end=253402300799999", "?d=&d=%00&d=%FF&d=a%23b", "?sort=nothing&status=%22%3E&system=%3Cb%3E&trouble=x",
        ];
        foreach (string query in queries)
        {
            await using Tab tab = await Tab.OpenAsync(host.Address + query);
            await tab.WaitForTextAsync("#shown", "of 7 shown");
            await AssertPlainAsync(tab);
            tab.AssertClean();
        }
    }

    [TestMethod]
    public async Task Ten_thousand_topics_are_bounded_and_the_page_says_so()
    {
        await using WebHost host = await WebHost.StartAsync();
        for (int i = 0; i < 10_000; i++)
        {
            host.Reading($"node-{i:0000}", 1, 20);
        }

        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForTextAsync("#shown", "1000 of 1000 shown");
        await tab.WaitForTextAsync("#bounds", "9,000 messages are of devices beyond the first 1,000");
        int rows = await tab.Page.Locator("#devices tbody tr").CountAsync();
        Assert.IsLessThan(100, rows);
        tab.AssertClean();
    }

    private static async Task AssertPlainAsync(Tab tab)
    {
        string found = await tab.Page.EvaluateAsync<string>(
            """
            () => {
              if (window.owned) { return 'a script ran'; }
              const marks = document.querySelectorAll('main img, main svg, main script, main iframe, main b, [onmouseover], [onerror]').length;
              const links = [...document.querySelectorAll('a[href]')].filter(each => each.origin !== location.origin).length;
              const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/.test(document.body.innerText);
              return marks ? 'markup: ' + marks : links ? 'a link leads away' : control ? 'a control character is shown' : '';
            }
            """);
        Assert.AreEqual("", found, tab.Page.Url);
    }
}
