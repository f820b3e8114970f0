using System;

namespace SensorNet.Node
{
    /// <summary>An exception in one short line.</summary>
    public static class ExceptionText
    {
        /// <summary>Its message where it has one, otherwise its type: on the device many have none.</summary>
        public static string Describe(Exception e)
        {
            string message = e.Message;
            return message == null || message.Length == 0 ? e.GetType().Name : e.GetType().Name + ": " + message;
        }
    }
}
