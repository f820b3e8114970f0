using SensorNet.WebView.Csv;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Csv;

[TestClass]
public sealed class ReadingsCsvTests
{
    private readonly Fleet _fleet = new();

    [TestMethod]
    public async Task Each_value_is_a_line_with_its_time_in_UTC()
    {
        _fleet.Send("devices/kitchen/readings", "{\"seq\":1,\"temperature\":-2.50,\"humidity\":45.125}");
        _fleet.Time.Advance(1.5);
        _fleet.Send("devices/kitchen/readings", "{\"seq\":2,\"temperature\":21.53}");

        Assert.AreEqual(
            "time,root,device,quantity,unit,count,min,mean,max\r\n"
            + "2026-03-01T12:00:01.000Z,devices,kitchen,temperature,°C,1,-2.5,-2.5,-2.5\r\n"
            + "2026-03-01T12:00:02.500Z,devices,kitchen,temperature,°C,1,21.53,21.53,21.53\r\n"
            + "2026-03-01T12:00:01.000Z,devices,kitchen,humidity,%RH,1,45.125,45.125,45.125\r\n",
            await WriteAsync(_fleet.Live));
    }

    [TestMethod]
    public async Task Only_what_is_asked_for_is_in_it()
    {
        foreach (string id in new[] { "a", "b", "c" })
        {
            _fleet.Send($"devices/{id}/readings", "{\"seq\":1,\"temperature\":1,\"humidity\":2}");
        }

        _fleet.Time.Advance(60);
        _fleet.Reading("a", 2, 3);
        CsvRequest request = new CsvRequest([Fleet.Key("a"), Fleet.Key("b")], ["temperature"], _fleet.Now.AddSeconds(-60), _fleet.Now);

        string[] lines = (await WriteAsync(_fleet.Live, request)).Split("\r\n");

        CollectionAssert.AreEqual(
            new[] { "devices,a,temperature", "devices,b,temperature" },
            lines[1..^1].Select(line => string.Join(',', line.Split(',')[1..4])).ToArray());
    }

    [TestMethod]
    [DataRow("=cmd()", "'=cmd()")]
    [DataRow("+1", "'+1")]
    [DataRow("-1", "'-1")]
    [DataRow("@x", "'@x")]
    [DataRow("＝cmd()", "'＝cmd()")]
    [DataRow(" =cmd()", "\" '=cmd()\"")]
    [DataRow("x;=cmd()", "\"x;'=cmd()\"")]
    [DataRow("x; \"@cmd()\"", "\"x; \"\"'@cmd()\"\"\"")]
    [DataRow("a-b=c", "a-b=c")]
    [DataRow("a;b", "\"a;b\"")]
    [DataRow("a,b", "\"a,b\"")]
    [DataRow("a\"b", "\"a\"\"b\"")]
    [DataRow("a\r\nb", "a\\r\\nb")]
    [DataRow("<b>", "<b>")]
    public async Task A_name_runs_no_formula_and_breaks_no_line(string id, string written)
    {
        _fleet.Send($"devices/{id}/readings", "{\"temperature\":1}");

        StringAssert.EndsWith(await WriteAsync(_fleet.Live), $",devices,{written},temperature,°C,1,1,1,1\r\n");
    }

    [TestMethod]
    public async Task Older_values_are_buckets_with_the_smallest_and_largest()
    {
        for (int i = 0; i < 4_000; i++)
        {
            _fleet.Reading("a", i, i == 50 ? 99 : 20);
            _fleet.Time.Advance(1);
        }

        string[] lines = (await WriteAsync(_fleet.Live)).Split("\r\n")[1..^1];

        Assert.AreEqual(4_000, lines.Sum(line => int.Parse(line.Split(',')[5], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.HasCount(1, lines.Where(line => line.EndsWith(",20,27.9,99", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task It_is_a_file_to_download()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        server.Live.Take(Received.Text("devices/a/readings", "{\"temperature\":1}", server.Live.Time));

        WebAnswer csv = await WebClient.GetAsync(server.Port, "/readings.csv");

        Assert.AreEqual(200, csv.Status);
        Assert.AreEqual("text/csv; charset=utf-8; header=present", csv.Header("Content-Type"));
        StringAssert.StartsWith(csv.Header("Content-Disposition"), "attachment; filename=\"sensornet-");
        Assert.AreEqual("no-store", csv.Header("Cache-Control"));
        StringAssert.Contains(csv.Body, ",devices,a,temperature,°C,1,1,1,1\r\n");
    }

    [TestMethod]
    public async Task A_request_reads_back_what_its_address_says()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        DeviceKey odd = new DeviceKey("site/1", "a&b=c #d");
        server.Live.Take(Received.Text("site/1/a&b=c #d/readings", "{\"temperature\":1,\"x\":2}", server.Live.Time));
        server.Live.Take(Received.Text("devices/other/readings", "{\"temperature\":1}", server.Live.Time));
        DateTimeOffset now = server.Live.Time.GetUtcNow();

        WebAnswer csv = await WebClient.GetAsync(
            server.Port, new CsvRequest([odd], ["temperature"], now.AddMinutes(-5), now.AddMinutes(5)).ToAddress());

        StringAssert.Contains(csv.Body, ",site/1,a&b=c #d,temperature,°C,1,1,1,1\r\n");
        Assert.IsFalse(csv.Body.Contains("other", StringComparison.Ordinal) || csv.Body.Contains(",x,", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("?from=yesterday", "'yesterday' of 'from' is no time such as 2026-03-01T12:00:00Z")]
    [DataRow("?to=", "'' of 'to' is no time such as 2026-03-01T12:00:00Z")]
    [DataRow("?bogus=1", "there is no parameter 'bogus': there are device, quantity, from and to")]
    public async Task What_cannot_be_understood_is_said(string query, string expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        WebAnswer answer = await WebClient.GetAsync(server.Port, "/readings.csv" + query);

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, expected);
    }

    private static async Task<string> WriteAsync(LiveReadings live, CsvRequest? request = null)
    {
        DateTimeOffset now = live.Time.GetUtcNow();
        await using StringWriter output = new StringWriter();
        await ReadingsCsv.WriteAsync(output, live, request ?? new CsvRequest([], [], now.AddDays(-1), now.AddSeconds(1)), CancellationToken.None);
        return output.ToString();
    }
}
