using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>An answer of one line of text.</summary>
internal static class PlainAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n");
    }
}
