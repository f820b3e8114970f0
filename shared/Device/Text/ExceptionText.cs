using System;

namespace SensorNet.Device
{
    /// <summary>An exception in one short line.</summary>
    public static class ExceptionText
    {
        /// <summary>Its type, and its message where it has one: on the device many have none.</summary>
        public static string Describe(Exception e)
        {
            string message = OwnMessage(e);
            return message.Length == 0 ? e.GetType().Name : e.GetType().Name + ": " + message;
        }

        /// <summary>What it and its inner exception say, for people; its type only where neither says anything.</summary>
        public static string Words(Exception e)
        {
            string message = OwnMessage(e);
            string inner = e.InnerException == null ? "" : OwnMessage(e.InnerException);
            if (message.Length == 0)
            {
                return inner.Length == 0 ? e.GetType().Name : inner;
            }

            return inner.Length == 0 ? message : message + ": " + inner;
        }

        // The runtime's text for an exception without a message names its type and says no more.
        private static string OwnMessage(Exception e)
        {
            string message = e.Message;
            return message == null || message.IndexOf(e.GetType().Name) >= 0 ? "" : message;
        }
    }
}
