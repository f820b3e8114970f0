using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>
    /// The set-up page as browsers see it. Whatever else is asked for, such as the addresses by which phones and PCs find out whether they are
    /// online, leads to the page.
    /// </summary>
    public sealed class SetUpPortal : IPortal
    {
        /// <summary>The board's address while it is an access point.</summary>
        public const string Address = "192.168.4.1";

        /// <summary>The page.</summary>
        public const string Url = "http://192.168.4.1/";

        private const int Ok = 200;
        private const int Found = 302;
        private const int BadRequest = 400;
        private const int Forbidden = 403;
        private const int NotAllowed = 405;
        private const int TooLarge = 413;
        private const int UnprocessableContent = 422;
        private const int ServerError = 500;

        private static readonly byte[] NoBody = new byte[0];

        private readonly object _lock = new object();
        private readonly PortalParts _parts;
        private long _lastVisitMs;
        private bool _isSaved;

        /// <summary>Makes it.</summary>
        public SetUpPortal(PortalParts parts)
        {
            _parts = parts;
            _lastVisitMs = parts.Clock.UptimeMs;
        }

        /// <summary>When somebody was last at the page, in the board's uptime in ms; at first when it opened.</summary>
        public long LastVisitMs
        {
            get
            {
                lock (_lock)
                {
                    return _lastVisitMs;
                }
            }
        }

        /// <summary>Whether settings have been saved.</summary>
        public bool IsSaved
        {
            get
            {
                lock (_lock)
                {
                    return _isSaved;
                }
            }
        }

        /// <inheritdoc/>
        public PortalResponse Answer(PortalRequest request)
        {
            lock (_lock)
            {
                bool isPage = request.Path == "/" && (request.Host == Address || request.Host == Address + ":80");
                if (request.Method == "POST" && isPage)
                {
                    _lastVisitMs = _parts.Clock.UptimeMs;
                    return _isSaved ? new PortalResponse(Ok, null, SetUpPage.Saved()) : Save(request);
                }

                if (request.Method != "GET")
                {
                    return new PortalResponse(request.Method == "POST" ? Found : NotAllowed, request.Method == "POST" ? Url : null, NoBody);
                }

                if (!isPage)
                {
                    return new PortalResponse(Found, Url, NoBody);
                }

                _lastVisitMs = _parts.Clock.UptimeMs;
                return new PortalResponse(Ok, null, _isSaved ? SetUpPage.Saved() : SetUpPage.Form(Content()));
            }
        }

        private PortalResponse Save(PortalRequest request)
        {
            PageContent content = Content();
            content.Fields = FormFields.Read(request.Body, request.BodyLength, out content.Problem);
            if (content.Fields == null)
            {
                return Form(request.BodyLength > FormFields.BytesMax ? TooLarge : BadRequest, content);
            }

            byte[] json = new SettingsForm(content.Fields, content.Stored).ToJson(content.All);
            string[] problems = content.All.CheckDocument(json, _parts.MacAddress);
            content.Problems = new FieldProblems(problems);
            content.Problem = content.Problems.OfNone(content.All);

            // The PIN is looked at even where a field is wrong: both are said at once.
            content.PinProblem = _parts.Guard.Check(content.Fields.Value(SetUpPage.PinField), _parts.Clock.UptimeMs);
            if (content.PinProblem != null)
            {
                _parts.Log.Write("set-up page: " + content.PinProblem);
                return Form(Forbidden, content);
            }

            if (problems.Length > 0)
            {
                return Form(UnprocessableContent, content);
            }

            if (!_parts.Files.Write(FirmwareHost.SettingsPath, json, out content.Problem))
            {
                return Form(ServerError, content);
            }

            _isSaved = true;
            return new PortalResponse(Ok, null, SetUpPage.Saved());
        }

        private static PortalResponse Form(int status, PageContent content) => new PortalResponse(status, null, SetUpPage.Form(content));

        private PageContent Content()
        {
            string problem;
            return new PageContent
            {
                Board = _parts.Board,
                Reason = _parts.Reason,
                Networks = _parts.Networks,
                All = _parts.MakeDeclarations(),
                Stored = new StoredValues(_parts.Files.Read(FirmwareHost.SettingsPath, JsonReader.LengthMax, out problem)),
            };
        }
    }
}
