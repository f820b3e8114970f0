using System.Text;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>
    /// The page: one form with a field for each setting. It has no script and loads nothing; what others wrote, as names of networks, is escaped.
    /// </summary>
    public static class SetUpPage
    {
        /// <summary>The field of the PIN.</summary>
        public const string PinField = "pin";

        private const string Start =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
            + "<title>SensorNet set-up</title><style>body{font:16px sans-serif;max-width:32em;margin:1em auto;padding:0 1em}"
            + "label,.net{display:block;margin:.8em 0 .2em}input,select{font:inherit;width:100%;box-sizing:border-box;padding:.4em}"
            + ".net input{width:auto}small{color:#555;display:block}.bad{color:#a00;margin:.2em 0}button{font:inherit;padding:.6em 2em;margin:1em 0}"
            + "</style></head><body>";

        private const string End = "</body></html>";

        private static readonly string[] FirstKeys =
        {
            "wifiSsid", "wifiPassword", "deviceId", "brokerHost", "brokerPort", "brokerUser", "brokerPassword",
            "gatewayHost", "gatewayPort", "intervalMs",
        };

        /// <summary>The form.</summary>
        public static byte[] Form(PageContent content)
        {
            StringBuilder html = new StringBuilder(Start);
            html.Append("<h1>Set-up</h1><p>");
            HtmlText.Append(html, content.Board);
            html.Append("</p>");
            AppendProblem(html, "reason", content.Reason);
            AppendProblem(html, "problem", content.Problem);
            html.Append("<form method=\"post\" action=\"/\" autocomplete=\"off\">");
            AppendNetworks(html, content);
            for (int i = 0; i < FirstKeys.Length; i++)
            {
                SettingDeclaration setting = content.All.Find(FirstKeys[i]);
                if (setting != null)
                {
                    FieldHtml.Append(html, content, setting);
                }
            }

            AppendOthers(html, content);
            html.Append("<label for=\"pin\">PIN of the board, from its debug output</label>"
                + "<input id=\"pin\" name=\"pin\" inputmode=\"numeric\" maxlength=\"8\">");
            AppendProblem(html, "e-pin", content.PinProblem);
            html.Append("<button>Save and restart</button></form>");
            return Encoding.UTF8.GetBytes(html.Append(End).ToString());
        }

        /// <summary>What is shown once the settings are saved.</summary>
        public static byte[] Saved()
        {
            return Encoding.UTF8.GetBytes(Start
                + "<h1>Saved</h1><p id=\"saved\">The board restarts and tries the network and the broker. If that fails, its access point is there "
                + "again in a few minutes, and this page says what was wrong.</p>" + End);
        }

        /// <summary>Writes a problem, or nothing.</summary>
        internal static void AppendProblem(StringBuilder html, string id, string problem)
        {
            if (problem != null)
            {
                html.Append("<p class=\"bad\" id=\"").Append(id).Append("\">");
                HtmlText.Append(html, problem);
                html.Append("</p>");
            }
        }

        private static void AppendNetworks(StringBuilder html, PageContent content)
        {
            string stored = content.Stored.Value(SettingsForm.Ssid) ?? "";
            string chosen = content.Fields == null ? stored : SettingsForm.NetworkOf(content.Fields);
            for (int i = 0; i < content.Networks.Length; i++)
            {
                AppendNetwork(html, content.Networks[i], chosen, "");
            }

            // The board was moved, or its router replaced: the network can be kept, and another one is chosen by one touch.
            if (stored.Length > 0 && System.Array.IndexOf(content.Networks, stored) < 0)
            {
                AppendNetwork(html, stored, chosen, " (not in reach)");
            }
        }

        private static void AppendNetwork(StringBuilder html, string name, string chosen, string note)
        {
            html.Append("<label class=\"net\"><input type=\"radio\" name=\"").Append(SettingsForm.NetworkField).Append("\" value=\"");
            HtmlText.Append(html, name);
            html.Append(name == chosen ? "\" checked> " : "\"> ");
            HtmlText.Append(html, name);
            html.Append(note).Append("</label>");
        }

        private static void AppendOthers(StringBuilder html, PageContent content)
        {
            StringBuilder others = new StringBuilder();
            bool hasProblem = false;
            for (int i = 0; i < content.All.Count; i++)
            {
                SettingDeclaration setting = content.All.At(i);
                if (System.Array.IndexOf(FirstKeys, setting.Key) < 0)
                {
                    FieldHtml.Append(others, content, setting);
                    hasProblem |= content.Problems.Of(setting.Key) != null;
                }
            }

            html.Append(hasProblem ? "<details open>" : "<details>").Append("<summary>All other settings</summary>");
            html.Append(others.ToString()).Append("</details>");
        }
    }
}
