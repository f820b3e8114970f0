using System;
using System.Net;
using System.Threading;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>One request to the set-up page, on a thread of its own.</summary>
    internal sealed class RequestSlot
    {
        // As much as one segment of TCP, so that the native side needs little memory at a time.
        private const int WriteBytes = 1024;

        private readonly HttpListenerContext _context;
        private readonly IPortal _portal;

        /// <summary>Makes it; nothing happens before <see cref="Start"/>.</summary>
        public RequestSlot(HttpListenerContext context, IPortal portal)
        {
            _context = context;
            _portal = portal;
        }

        /// <summary>Whether it has been answered, or given up.</summary>
        public bool IsDone { get; private set; }

        /// <summary>Begins.</summary>
        public void Start() => new Thread(Run).Start();

        /// <summary>Closes the connection, which ends a read that is under way.</summary>
        public void End()
        {
            _context.Close();
            IsDone = true;
        }

        private void Run()
        {
            try
            {
                Answer(_context.Request, _context.Response);
            }
            catch (Exception)
            {
                // The browser's: it went away, or sent what is no request. Closing the connection says so; the board has nothing to mend.
                _context.Close();
            }

            IsDone = true;
        }

        private void Answer(HttpListenerRequest request, HttpListenerResponse response)
        {
            PortalRequest asked = new PortalRequest { Method = request.HttpMethod, Path = request.RawUrl, Host = request.Headers["Host"] };
            ReadBody(request, asked);
            PortalResponse answer = _portal.Answer(asked);
            response.StatusCode = answer.Status;
            if (answer.Location != null)
            {
                response.RedirectLocation = answer.Location;
            }

            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength64 = answer.Body.Length;
            response.Headers.Add("Cache-Control", "no-store");
            response.Headers.Add("X-Content-Type-Options", "nosniff");
            response.Headers.Add(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
            for (int at = 0; at < answer.Body.Length; at += WriteBytes)
            {
                int left = answer.Body.Length - at;
                response.OutputStream.Write(answer.Body, at, left < WriteBytes ? left : WriteBytes);
            }

            response.Close();
        }

        private static void ReadBody(HttpListenerRequest request, PortalRequest asked)
        {
            long length = request.HttpMethod == "POST" ? request.ContentLength64 : 0;
            asked.BodyLength = length < 0 ? 0 : length > FormFields.BytesMax ? FormFields.BytesMax + 1 : (int)length;
            if (asked.BodyLength > FormFields.BytesMax)
            {
                return;
            }

            asked.Body = new byte[asked.BodyLength];
            int read = 0;
            while (read < asked.BodyLength)
            {
                int count = request.InputStream.Read(asked.Body, read, asked.BodyLength - read);
                if (count <= 0)
                {
                    break;
                }

                read += count;
            }

            asked.BodyLength = read;
        }
    }
}
