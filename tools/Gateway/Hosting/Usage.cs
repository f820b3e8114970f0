namespace SensorNet.GatewayService.Hosting;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        sensornet-gateway: brings MQTT-SN clients (UDP) to an MQTT broker.

        Settings come from appsettings.json beside the program, a file of your own (--settings FILE), environment variables
        (SENSORNET_Broker__Host=…) and the command line (--Broker:Host …); the later comes before the earlier.

          Gateway:Id                            1 to 255; its status is retained on gateways/<id>/status
          Gateway:Mode                          aggregating or transparent
          Gateway:Shards                        threads that clients are spread over; 0 is one a core
          Gateway:AllowQosMinusOne              true or false
          Gateway:StatisticsIntervalSeconds     a line with figures now and then; 0 for none
          Gateway:StopTimeoutMs                 how long saying goodbye may take
          Udp:Listen                            addresses and ports, as in 0.0.0.0:1884,[::]:1884
          Udp:Discovery                         multicast groups and broadcast addresses, as in 225.1.1.1:1885
          Udp:AdvertiseIntervalSeconds          0 sends no ADVERTISE
          Udp:DatagramBytesMax                  the longest datagram
          Udp:ReceiveBufferBytes                what the kernel holds for each socket
          Broker:Host, :Port, :Version          Version is 3.1.1 or 5
          Broker:User, :Password, :ClientId
          Broker:KeepAliveSeconds, :CleanSession, :ConnectTimeoutMs, :BackoffMinMs, :BackoffMaxMs, :InFlightMax, :OutputBytesMax
          Broker:ExactlyOnceInFlightMax         QoS 2 under way at once where the broker does not say (MQTT 5); Mosquitto takes 20
          Limits:ClientsPerShardMax, :TopicsPerClientMax, :SubscriptionsPerClientMax, :BufferedMessagesPerClientMax,
                 :BufferedBytesPerClientMax, :BufferedMessagesPerShardMax, :BufferedBytesPerShardMax, :InFlightPerClientMax
          Timing:RetryMs, :RetryCountMax, :TolerancePercent, :ShortTolerancePercent, :SessionExpirySeconds
          Timing:BrokerGraceMs                  an outage of the broker up to this is short: clients are not refused
          Timing:RecallGapMs                    the least time between two clients of a shard that are told to connect again
          Topics:Predefined:<id>                the topic name of a predefined id
          Logging:Level                         trace, debug, information, warning, error or none

        Exit codes: 0 stopped as asked, 1 failed, 2 bad settings, 3 cannot listen.
        """;
}
