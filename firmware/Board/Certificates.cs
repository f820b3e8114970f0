using System;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Broker;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The certificates and keys on the flash, in what the native code takes.</summary>
    public sealed class Certificates
    {
        private readonly IFileStore _files;

        /// <summary>Makes a reader.</summary>
        public Certificates(IFileStore files)
        {
            _files = files;
        }

        /// <summary>A certificate, or several of which the first is parsed here. Null with a problem.</summary>
        public X509Certificate Read(string path, out string problem)
        {
            byte[] bytes = ReadBytes(path, out problem);
            if (bytes == null)
            {
                return null;
            }

            try
            {
                return new X509Certificate(bytes);
            }
            catch (Exception)
            {
                // The native code says no more than that.
                problem = path + " is no certificate in PEM or DER";
                return null;
            }
        }

        /// <summary>A certificate with its key. Null with a problem.</summary>
        public X509Certificate2 ReadWithKey(string certificatePath, string keyPath, out string problem)
        {
            byte[] certificate = ReadBytes(certificatePath, out problem);
            byte[] key = problem == null ? ReadBytes(keyPath, out problem) : null;
            if (key == null)
            {
                return null;
            }

            try
            {
                return new X509Certificate2(certificate, key, "");
            }
            catch (Exception)
            {
                // The certificate was parsed before: it is the key.
                problem = keyPath + " is no private key in PEM or DER without a password";
                return null;
            }
        }

        /// <summary>What a certificate says of itself.</summary>
        public static CertificateFacts Facts(X509Certificate certificate)
        {
            return new CertificateFacts
            {
                Subject = certificate.Subject,
                Issuer = certificate.Issuer,
                ValidFromMs = UtcMs(certificate.GetEffectiveDate()),
                ValidUntilMs = UtcMs(certificate.GetExpirationDate()),
                HasOthers = CertificateFile.HasSeveral(certificate.GetRawCertData()),
            };
        }

        private static long UtcMs(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

        private byte[] ReadBytes(string path, out string problem)
        {
            byte[] bytes = _files.Read(path, CertificateFile.BytesMax, out problem);
            return bytes == null ? null : CertificateFile.Terminated(bytes);
        }
    }
}
