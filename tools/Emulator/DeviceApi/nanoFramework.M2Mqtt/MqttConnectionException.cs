using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>There is no connection to the broker.</summary>
public class MqttConnectionException(string message, Exception? innerException) : Exception(message, innerException);
