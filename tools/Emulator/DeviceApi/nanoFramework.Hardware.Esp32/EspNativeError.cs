namespace nanoFramework.Hardware.Esp32;

/// <summary>ESP-IDF's error codes.</summary>
public enum EspNativeError
{
    /// <summary>ESP_OK.</summary>
    OK = 0,

    /// <summary>ESP_FAIL.</summary>
    FAIL = -1,

    /// <summary>ESP_ERR_NO_MEM.</summary>
    NO_MEM = 257,

    /// <summary>ESP_ERR_INVALID_ARG.</summary>
    INVALID_ARG = 258,

    /// <summary>ESP_ERR_INVALID_STATE.</summary>
    INVALID_STATE = 259,

    /// <summary>ESP_ERR_INVALID_SIZE.</summary>
    INVALID_SIZE = 260,

    /// <summary>ESP_ERR_NOT_FOUND.</summary>
    NOT_FOUND = 261,

    /// <summary>ESP_ERR_NOT_SUPPORTED.</summary>
    NOT_SUPPORTED = 262,

    /// <summary>ESP_ERR_TIMEOUT.</summary>
    TIMEOUT = 263,

    /// <summary>ESP_ERR_INVALID_RESPONSE.</summary>
    INVALID_RESPONSE = 264,

    /// <summary>ESP_ERR_INVALID_CRC.</summary>
    INVALID_CRC = 265,

    /// <summary>ESP_ERR_INVALID_VERSION.</summary>
    INVALID_VERSION = 266,

    /// <summary>ESP_ERR_INVALID_MAC.</summary>
    INVALID_MAC = 267,

    /// <summary>ESP_ERR_WIFI_BASE.</summary>
    WIFI_BASE = 12288,
}
