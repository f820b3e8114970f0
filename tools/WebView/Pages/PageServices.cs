using Microsoft.Extensions.DependencyInjection;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Pages;

/// <summary>What the page needs besides the readings.</summary>
public static class PageServices
{
    public static IServiceCollection AddPage(this IServiceCollection services)
    {
        services.AddSingleton<OpenPages>();
        services.AddScoped<PageClock>();
        services.AddScoped<ViewWatch>();
        services.AddScoped<ViewerTime>();
        return services;
    }
}
