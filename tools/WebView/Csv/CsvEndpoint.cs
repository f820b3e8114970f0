using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Csv;

/// <summary><c>GET /readings.csv</c>: what is seen, as a file.</summary>
internal sealed class CsvEndpoint(LiveReadings live, Action<string> warn)
{
    /// <summary>Files that are written at once.</summary>
    public const int DownloadsMax = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private int _downloads;

    public static void Map(IEndpointRouteBuilder endpoints, LiveReadings live, Action<string> warn) =>
        endpoints.MapGet(CsvRequest.Path, (RequestDelegate)new CsvEndpoint(live, warn).AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        DateTimeOffset now = live.Time.GetUtcNow();
        if (!CsvRequest.TryParse(context.Request.Query, now, out CsvRequest request, out string problem))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(problem + "\n").ConfigureAwait(false);
            return;
        }

        if (Interlocked.Increment(ref _downloads) > DownloadsMax)
        {
            Interlocked.Decrement(ref _downloads);
            warn($"a file was refused: {DownloadsMax} are being written already");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync($"{DownloadsMax} files are being written already: try again\n").ConfigureAwait(false);
            return;
        }

        try
        {
            await WriteAsync(context, request, now).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _downloads);
        }
    }

    private async Task WriteAsync(HttpContext context, CsvRequest request, DateTimeOffset now)
    {
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"sensornet-{now.UtcDateTime:yyyyMMdd-HHmmss}.csv\"";
        await using StreamWriter output = new StreamWriter(context.Response.Body, Utf8);
        await ReadingsCsv.WriteAsync(output, live, request, context.RequestAborted).ConfigureAwait(false);
    }
}
