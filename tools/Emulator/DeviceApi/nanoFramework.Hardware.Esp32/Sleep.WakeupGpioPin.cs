namespace nanoFramework.Hardware.Esp32;

public partial class Sleep
{
    /// <summary>Pins that can wake the board, one bit each.</summary>
    public enum WakeupGpioPin : ulong
    {
        /// <summary>None.</summary>
        None = 0,

        /// <summary>Pin0.</summary>
        Pin0 = 1,

        /// <summary>Pin1.</summary>
        Pin1 = 2,

        /// <summary>Pin2.</summary>
        Pin2 = 4,

        /// <summary>Pin3.</summary>
        Pin3 = 8,

        /// <summary>Pin4.</summary>
        Pin4 = 16,

        /// <summary>Pin5.</summary>
        Pin5 = 32,

        /// <summary>Pin6.</summary>
        Pin6 = 64,

        /// <summary>Pin7.</summary>
        Pin7 = 128,

        /// <summary>Pin8.</summary>
        Pin8 = 256,

        /// <summary>Pin9.</summary>
        Pin9 = 512,

        /// <summary>Pin10.</summary>
        Pin10 = 1024,

        /// <summary>Pin11.</summary>
        Pin11 = 2048,

        /// <summary>Pin12.</summary>
        Pin12 = 4096,

        /// <summary>Pin13.</summary>
        Pin13 = 8192,

        /// <summary>Pin14.</summary>
        Pin14 = 16384,

        /// <summary>Pin15.</summary>
        Pin15 = 32768,

        /// <summary>Pin16.</summary>
        Pin16 = 65536,

        /// <summary>Pin17.</summary>
        Pin17 = 131072,

        /// <summary>Pin18.</summary>
        Pin18 = 262144,

        /// <summary>Pin19.</summary>
        Pin19 = 524288,

        /// <summary>Pin20.</summary>
        Pin20 = 1048576,

        /// <summary>Pin21.</summary>
        Pin21 = 2097152,

        /// <summary>Pin25.</summary>
        Pin25 = 33554432,

        /// <summary>Pin26.</summary>
        Pin26 = 67108864,

        /// <summary>Pin27.</summary>
        Pin27 = 134217728,

        /// <summary>Pin32.</summary>
        Pin32 = 4294967296,

        /// <summary>Pin33.</summary>
        Pin33 = 8589934592,

        /// <summary>Pin34.</summary>
        Pin34 = 17179869184,

        /// <summary>Pin35.</summary>
        Pin35 = 34359738368,

        /// <summary>Pin36.</summary>
        Pin36 = 68719476736,

        /// <summary>Pin37.</summary>
        Pin37 = 137438953472,

        /// <summary>Pin38.</summary>
        Pin38 = 274877906944,

        /// <summary>Pin39.</summary>
        Pin39 = 549755813888,
    }
}
