using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Text;

namespace SensorNet.GatewayService.Admin;

/// <summary>
/// The admin endpoint: GET /health, /metrics and /clients, and DELETE /clients/{id}, over HTTP. It has threads of its own, and nothing of it runs on
/// a shard's but short questions.
/// </summary>
internal sealed class AdminServer : IAsyncDisposable
{
    private const int ConnectionsMax = 32;
    private const int ClientsDefault = 100;
    private const string Bearer = "Bearer ";
    private const string ClientsPath = "/clients/";

    private readonly AdminSettings _settings;
    private readonly GatewayControl _control;
    private readonly ILogger _logger;
    private readonly WebApplication _app;

    public AdminServer(AdminSettings settings, GatewayControl control, ILoggerFactory loggers)
    {
        _settings = settings;
        _control = control;
        _logger = loggers.CreateLogger("admin");
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Use(GuardAsync);
        _app.MapGet("/health", Health);
        _app.MapGet("/metrics", () => Results.Text(_control.Metrics(), PrometheusText.ContentType));
        _app.MapGet("/clients", ClientsAsync);
        _app.MapDelete(ClientsPath + "{*id}", (Delegate)KickAsync);
    }

    /// <exception cref="IOException">An address cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        try
        {
            await _app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            // Kestrel itself says of an address that is in use which it is, and nothing of other reasons.
            throw new IOException($"cannot listen on {string.Join(", ", _settings.Listen)} (Admin:Listen): {e.Message} ({e.SocketErrorCode})", e);
        }

        foreach (string url in _app.Urls)
        {
            _logger.LogInformation("the admin endpoint is at {Url}", url);
        }
    }

    public Task StopAsync(CancellationToken cancel) => _app.StopAsync(cancel);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = ConnectionsMax;
        options.Limits.MaxRequestBodySize = 0;
        foreach (IPEndPoint listen in _settings.Listen)
        {
            options.Listen(listen);
        }
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsAllowed(context.Request))
        {
            context.Response.StatusCode = _settings.Token is null ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    // Without a token only this machine is heard. A page in a browser here could be led to it under a name of its own, so that the host must be one
    // of this machine.
    private bool IsAllowed(HttpRequest request)
    {
        if (_settings.Token is { } token)
        {
            string given = request.Headers.Authorization.ToString();
            return given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[Bearer.Length..]), Encoding.UTF8.GetBytes(token));
        }

        string host = request.Host.Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    private IResult Health()
    {
        HealthReport report = _control.Health();
        return Results.Json(report, statusCode: report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<IResult> ClientsAsync(string? after, int? limit)
    {
        int count = limit ?? ClientsDefault;
        if (count is < 1 or > GatewayControl.PlacesMax)
        {
            return Results.Text($"limit must be 1 to {GatewayControl.PlacesMax}", statusCode: StatusCodes.Status400BadRequest);
        }

        return ClientPlace.TryParse(after, out ClientPlace from)
            ? Results.Json(await _control.ClientsAsync(from, count).ConfigureAwait(false))
            : Results.Text("after must be what the answer before said as next", statusCode: StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> KickAsync(HttpContext context)
    {
        // As it was sent: a path that is decoded by ASP.NET does not tell %2F from %252F.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        string id = target.StartsWith(ClientsPath, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(target[ClientsPath.Length..]) : "";
        bool found = await _control.KickAsync(id).ConfigureAwait(false);
        _logger.LogInformation(
            "the operator disconnects client {ClientId}{Outcome}", LogText.Printable(id), found ? "" : ": there is none");
        return found ? Results.NoContent() : Results.NotFound();
    }
}
