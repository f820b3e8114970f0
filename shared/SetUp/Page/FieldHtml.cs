using System.Text;
using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>The field of one setting: label, value, what is allowed and what is wrong.</summary>
    public static class FieldHtml
    {
        /// <summary>Appends it.</summary>
        public static void Append(StringBuilder html, PageContent content, SettingDeclaration setting)
        {
            html.Append("<label for=\"").Append(setting.Key).Append("\">");
            HtmlText.Append(html, setting.Help);
            html.Append("</label>");
            string value = ValueOf(content, setting);
            if (setting.Kind == SettingKind.Choice)
            {
                AppendChoice(html, setting, setting.Words, value);
            }
            else if (setting.Kind == SettingKind.Boolean)
            {
                AppendChoice(html, setting, new string[] { "true", "false" }, value);
            }
            else
            {
                AppendInput(html, setting, value);
            }

            html.Append("<small>").Append(setting.Key).Append(": ");
            HtmlText.Append(html, setting.Allowed);
            if (setting.IsSecret)
            {
                string stays = SettingsForm.StaysWhile(setting.Key);
                html.Append("; left empty it stays as it is").Append(stays == null ? "" : " " + stays);
            }

            html.Append("</small>");
            SetUpPage.AppendProblem(html, "e-" + setting.Key, content.Problems.Of(setting.Key));
        }

        // A secret is never sent back. A network that can be chosen is chosen there: the field is for one that is not in the list.
        private static string ValueOf(PageContent content, SettingDeclaration setting)
        {
            string value = setting.IsSecret ? null
                : content.Fields != null ? content.Fields.Value(setting.Key)
                : content.Stored.Value(setting.Key);
            return value == null || (setting.Key == SettingsForm.Ssid && IsListed(content, value)) ? "" : value;
        }

        private static bool IsListed(PageContent content, string network) =>
            System.Array.IndexOf(content.Networks, network) >= 0 || network == content.Stored.Value(SettingsForm.Ssid);

        private static void AppendInput(StringBuilder html, SettingDeclaration setting, string value)
        {
            html.Append("<input id=\"").Append(setting.Key).Append("\" name=\"").Append(setting.Key);
            html.Append(setting.IsSecret ? "\" type=\"password\" autocomplete=\"new-password" : "\" autocapitalize=\"none");
            html.Append("\" value=\"");
            HtmlText.Append(html, value);
            html.Append("\" placeholder=\"");
            HtmlText.Append(html, setting.DefaultText);
            html.Append("\">");
        }

        private static void AppendChoice(StringBuilder html, SettingDeclaration setting, string[] words, string value)
        {
            html.Append("<select id=\"").Append(setting.Key).Append("\" name=\"").Append(setting.Key).Append("\"><option value=\"\">default: ");
            HtmlText.Append(html, setting.DefaultText);
            html.Append("</option>");
            for (int i = 0; i < words.Length; i++)
            {
                html.Append(words[i] == value ? "<option selected>" : "<option>").Append(words[i]).Append("</option>");
            }

            html.Append("</select>");
        }
    }
}
