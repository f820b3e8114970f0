using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>Keeps pages of other sites from asking in their reader's name. A program that is no browser sends none of these headers.</summary>
internal static class OriginRule
{
    /// <summary>Of a request whose Host was found right.</summary>
    public static bool Allows(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // https://www.w3.org/TR/fetch-metadata/: a link may lead here, but nothing of this may be a part of another site's page.
        string? site = request.Headers["Sec-Fetch-Site"];
        bool isLink = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"
            && request.Headers["Sec-Fetch-Dest"] == "document";
        return site is null or "same-origin" or "none" || isLink;
    }
}
