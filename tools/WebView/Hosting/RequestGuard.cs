using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>Looks at each request before anything else does.</summary>
internal sealed class RequestGuard(WebServerOptions options, OpenCircuits circuits, WarningLines warnings)
{
    /// <summary>Where Blazor's pages are connected.</summary>
    private static readonly PathString Hub = "/_blazor";

    // The port is known when the first request comes.
    private HostRule? _hosts;

    private string FullText => $"there are {options.Limits.PagesMax} open pages already: close one, or try again in some minutes";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.Set(context.Response);
        if (Refusal(context) is (int status, string reason))
        {
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                warnings.Write($"a page was refused: {reason}");
            }

            await PlainAnswer.WriteAsync(context, status, reason).ConfigureAwait(false);
            return;
        }

        // RFC 9110, 9.3.2: the same without the content, which the server leaves out by itself.
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        await next(context).ConfigureAwait(false);
    }

    private static bool IsPost(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(Hub);

    /// <summary>Blazor would fall back to a request for each message, which the bound of WebSockets does not count.</summary>
    private static bool IsFallback(HttpContext context) =>
        IsHub(context.Request.Path) && !context.WebSockets.IsWebSocketRequest;

    // Routing takes a slash at the end for none.
    private static bool IsHub(PathString path) => path.StartsWithSegments(Hub, out PathString rest) && string.IsNullOrEmpty(rest.Value?.Trim('/'));

    /// <summary>A tab asks by HEAD whether it can be loaded anew.</summary>
    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path)
        && !request.Path.StartsWithSegments(Hub) && !request.Path.StartsWithSegments(MqttEndpoint.Path);

    private (int Status, string Reason)? Refusal(HttpContext context)
    {
        HttpRequest request = context.Request;
        _hosts ??= new HostRule(options.Address, context.Connection.LocalPort, options.Certificate, Environment.MachineName);
        if (!_hosts.Allows(request.Host))
        {
            return (StatusCodes.Status421MisdirectedRequest, "this server is not asked by that name (header Host)");
        }

        if (!OriginRule.Allows(request))
        {
            return (StatusCodes.Status403Forbidden, "another site's page may not use this one (header Origin or Sec-Fetch-Site)");
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsPost(request))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return (StatusCodes.Status405MethodNotAllowed, "nothing can be changed here");
        }

        return IsFallback(context) ? (StatusCodes.Status400BadRequest, "a page is connected by a WebSocket")
            : IsPage(request) && circuits.AreFull ? (StatusCodes.Status503ServiceUnavailable, FullText)
            : null;
    }
}
