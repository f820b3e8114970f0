using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>What each answer tells the browser to keep from.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts, styles and pictures from here alone, nothing inline but attributes of style: Blazor's virtual list sets heights by them. A style in
    /// an attribute runs no script and loads nothing, for the sources are restricted likewise.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.OnStarting(
            () =>
            {
                // The static files say themselves how long they stay the same; all else is data.
                if (string.IsNullOrEmpty(response.Headers.CacheControl))
                {
                    response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
    }
}
