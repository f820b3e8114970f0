using System.Text;

namespace SensorNet.SetUp
{
    /// <summary>Texts of others in HTML.</summary>
    public static class HtmlText
    {
        /// <summary>Appends a text so that it is text in an element and in an attribute's value between quotation marks.</summary>
        public static void Append(StringBuilder html, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case '&': html.Append("&amp;"); break;
                    case '<': html.Append("&lt;"); break;
                    case '>': html.Append("&gt;"); break;
                    case '"': html.Append("&quot;"); break;
                    case '\'': html.Append("&#39;"); break;
                    default: html.Append(text[i]); break;
                }
            }
        }
    }
}
