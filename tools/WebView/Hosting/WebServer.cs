using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SensorNet.WebView.Csv;
using SensorNet.WebView.Pages;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Hosting;

/// <summary>Serves the page.</summary>
public sealed class WebServer : IAsyncDisposable
{
    /// <summary>How long open connections may take to end.</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly TokenGate? _gate;

    private WebServer(WebApplication application, WebServerOptions options, AccessToken? token, TokenGate? gate)
    {
        _application = application;
        _gate = gate;
        Port = PortOf(application);
        string host = ShownHost.Of(options.Address, options.Certificate, Environment.MachineName);
        string scheme = options.Certificate is null ? "http" : "https";
        Url = new Uri($"{scheme}://{host}:{Port}/{(token is null ? "" : $"?{TokenGate.Parameter}={token.Text}")}");
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    /// <summary>What to open in a browser; with the token, if there is one.</summary>
    public Uri Url { get; }

    /// <summary>Tabs for which something is done.</summary>
    public int OpenTabs => _application.Services.GetRequiredService<OpenPages>().Count;

    /// <summary>Requests with a wrong token.</summary>
    public long WrongTokens => _gate?.Wrong ?? 0;

    internal IServiceProvider Services => _application.Services;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="WebServerException">The port or the address cannot be had.</exception>
    public static async Task<WebServer> StartAsync(WebServerOptions options)
    {
        try
        {
            return await ListenAsync(options).ConfigureAwait(false);
        }
        catch (IOException busy) when (options is { IsAnyPortGood: true, Port: not 0 } && IsBusy(busy))
        {
            return await StartAsync(options with { Port = 0 }).ConfigureAwait(false);
        }
        catch (IOException refused)
        {
            throw new WebServerException(Describe(refused, options));
        }
        catch (SocketException refused)
        {
            throw new WebServerException(Describe(refused, options));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new CancellationTokenSource(StopMax);
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<WebServer> ListenAsync(WebServerOptions options)
    {
        WarningLines warnings = new WarningLines(options.Note, options.Live.Time, options.Limits.WarningsPerMinuteMax);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = options.Program,
        });
        OpenCircuits circuits = new OpenCircuits(options.Limits.PagesMax);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseStaticWebAssets().ConfigureKestrel(kestrel => Configure(kestrel, options));

        // The host writes why it does not start, and throws it: it is said once.
        builder.Logging.AddProvider(new WarningLoggerProvider(warnings)).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        AddServices(builder.Services, options, circuits);
        WebApplication application = builder.Build();
        AccessToken? token = options.IsLoopback ? null : new AccessToken();
        TokenGate? gate = token is null ? null : new TokenGate(options, token, warnings);
        Map(application, options, warnings, gate, new RequestGuard(options, circuits, warnings));
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new WebServer(application, options, token, gate);
    }

    private static void Configure(KestrelServerOptions kestrel, WebServerOptions options)
    {
        WebLimits limits = options.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.ConnectionsMax;
        kestrel.Limits.MaxConcurrentUpgradedConnections = limits.WebSocketsMax;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytesMax;
        kestrel.Limits.MaxRequestLineSize = limits.RequestLineBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(
            options.Address,
            options.Port,
            listener =>
            {
                // HTTP/2 carries many WebSockets in one connection, which no bound counts.
                listener.Protocols = HttpProtocols.Http1;
                if (options.Certificate is { } certificate)
                {
                    SslStreamCertificateContext context = SslStreamCertificateContext.Create(certificate, options.Chain, offline: true);
                    listener.UseHttps(new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = context }),
                    });
                }
            });
    }

    private static void AddServices(IServiceCollection services, WebServerOptions options, OpenCircuits circuits)
    {
        WebLimits limits = options.Limits;
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopMax);
        services.AddRouting();
        services.AddSingleton(options.Live);
        services.AddPage();
        services.AddSingleton<CircuitHandler>(circuits);
        services.Configure<KeyManagementOptions>(KeysInMemory.Use);
        services.AddRazorComponents().AddInteractiveServerComponents(blazor =>
        {
            // A call that ends by itself can end the circuit: ScriptCalls says why, and ends the waiting instead.
            blazor.JSInteropDefaultCallTimeout = Timeout.InfiniteTimeSpan;
            blazor.DisconnectedCircuitMaxRetained = limits.LostPagesMax;
            blazor.DisconnectedCircuitRetentionPeriod = limits.LostPageFor;
            blazor.PersistedCircuitInMemoryMaxRetained = limits.LostPagesMax;
            blazor.PersistedCircuitInMemoryRetentionPeriod = limits.LostPageFor;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = limits.PageMessageBytesMax);
        if (options.Commands is { } commands)
        {
            services.AddSingleton(commands);
        }

        if (options is { Mqtt: { } mqtt, IsLoopback: true })
        {
            services.AddConnections();
            services.AddSingleton(mqtt);
        }
    }

    private static void Map(
        WebApplication application, WebServerOptions options, WarningLines warnings, TokenGate? gate, RequestGuard guard)
    {
        // A browser and its page answer within seconds, unless the computer sleeps: what is dead must not be kept.
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        application.Use(next => context => guard.InvokeAsync(context, next));
        if (gate is not null)
        {
            application.Use(next => context => gate.InvokeAsync(context, next));
        }

        application.UseRouting();
        application.UseAntiforgery();
        application.MapStaticAssets();
        CsvEndpoint.Map(application, options.Live, warnings.Write);
        if (options is { Mqtt: not null, IsLoopback: true })
        {
            application.Use(next => context => MqttEndpoint.RequireSubProtocolAsync(context, next));
            MqttEndpoint.Map(application);
        }

        application.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static int PortOf(WebApplication application)
    {
        IServerAddressesFeature addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.First()).Port;
    }

    private static bool IsBusy(Exception failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (failure.InnerException is { } inner && IsBusy(inner));

    private static string Describe(Exception failure, WebServerOptions options)
    {
        Exception cause = failure;
        while (cause is not SocketException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return (cause as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"port {options.Port} is in use: choose another with --web-port N",
            SocketError.AccessDenied => $"port {options.Port} needs more rights than you have: choose another with --web-port N",
            SocketError.AddressNotAvailable => $"{options.Address} is no address of this computer: choose another with --web-listen",
            _ => failure is IOException && IsBusy(failure) ? $"port {options.Port} is in use: choose another with --web-port N"
                : $"the web view cannot listen on {options.Address}, port {options.Port}: {cause.Message}",
        };
    }
}
