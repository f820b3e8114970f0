using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace SensorNet.WebView.Hosting;

/// <summary>Lets in who has the token: once in the address, then as a cookie.</summary>
internal sealed class TokenGate(WebServerOptions options, AccessToken token, WarningLines warnings)
{
    public const string Parameter = "token";

    // What the browser keeps is another secret than what stands in its history.
    private readonly AccessToken _cookie = new();
    private int _waiting;
    private long _wrong;

    /// <summary>Requests with a wrong token.</summary>
    public long Wrong => Interlocked.Read(ref _wrong);

    private bool IsTls => options.Certificate is not null;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string name = CookieName(context.Connection.LocalPort);
        string? given = context.Request.Query[Parameter];
        if (given is not null && token.Is(given))
        {
            await WelcomeAsync(context, name).ConfigureAwait(false);
        }
        else if (given is null && _cookie.Is(context.Request.Cookies[name]))
        {
            await next(context).ConfigureAwait(false);
        }
        else
        {
            await RefuseAsync(context, isWrong: given is not null || context.Request.Cookies.ContainsKey(name)).ConfigureAwait(false);
        }
    }

    // A browser sends a cookie to all ports of a host: those of two processes must not be mixed up.
    private string CookieName(int port) => (IsTls ? "__Host-" : "") + $"sensornet-{port}";

    private async Task WelcomeAsync(HttpContext context, string cookieName)
    {
        context.Response.Cookies.Append(
            cookieName, _cookie.Text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = IsTls, Path = "/" });
        QueryBuilder rest = new QueryBuilder(
            context.Request.Query
                .Where(each => each.Key != Parameter)
                .SelectMany(each => each.Value, (each, value) => KeyValuePair.Create(each.Key, value ?? "")));

        // No redirect: a link in a mail begins at another site, and a browser keeps SameSite=Strict from all that follows from that by itself.
        string path = (context.Request.PathBase + context.Request.Path).ToUriComponent();

        // RFC 3986, 4.2: what begins with two slashes is another host.
        string here = path.StartsWith("//", StringComparison.Ordinal) ? "/" : path;
        string target = HtmlEncoder.Default.Encode(here + rest.ToQueryString());
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"<!DOCTYPE html><html lang=\"en\"><title>SensorNet</title><meta http-equiv=\"refresh\" content=\"0;url={target}\">"
            + $"<p><a href=\"{target}\">SensorNet</a></p></html>").ConfigureAwait(false);
    }

    private Task RefuseAsync(HttpContext context, bool isWrong) => isWrong ? RefuseWrongAsync(context) : SayNeedsTokenAsync(context);

    // Its place is taken before it is counted: who sees the count knows that as many have one.
    private async Task RefuseWrongAsync(HttpContext context)
    {
        int places = Interlocked.Increment(ref _waiting);
        try
        {
            long wrong = Interlocked.Increment(ref _wrong);
            warnings.Write($"a wrong token came from {context.Connection.RemoteIpAddress} ({wrong} in all)");
            if (places > options.Limits.WrongTokensWaitingMax)
            {
                await PlainAnswer.WriteAsync(context, StatusCodes.Status429TooManyRequests, "too many wrong tokens: try again later")
                    .ConfigureAwait(false);
                return;
            }

            await Task.Delay(options.Limits.WrongTokenDelay, options.Live.Time, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SayNeedsTokenAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static Task SayNeedsTokenAsync(HttpContext context) => PlainAnswer.WriteAsync(
        context,
        StatusCodes.Status401Unauthorized,
        "This web view needs its token: open the address that sensornet has printed, with everything after the '?'.");
}
