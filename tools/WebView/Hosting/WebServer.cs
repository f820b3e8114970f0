using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SensorNet.WebView.Live;
using SensorNet.WebView.Pages;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Hosting;

/// <summary>Serves the page.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application)
    {
        _application = application;
    }

    /// <summary>Tabs for which something is done.</summary>
    public int OpenTabs => _application.Services.GetRequiredService<OpenPages>().Count;

    /// <summary>Listens on loopback.</summary>
    public static async Task<WebServer> StartAsync(int port, LiveReadings live)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "sensornet",
        });
        builder.WebHost.UseKestrelCore().UseStaticWebAssets();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRouting();
        builder.Services.AddSingleton(live);
        builder.Services.AddPage();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        WebApplication application = builder.Build();
        application.UseRouting();
        application.UseAntiforgery();
        application.MapStaticAssets();
        application.MapRazorComponents<Document>().AddInteractiveServerRenderMode();
        await application.StartAsync().ConfigureAwait(false);
        return new WebServer(application);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync().ConfigureAwait(false);
}
