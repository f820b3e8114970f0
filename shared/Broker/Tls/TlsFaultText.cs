namespace SensorNet.Broker
{
    /// <summary>Why there is no TLS with a broker, in words of one line: what is known, and what it may be where it is not known.</summary>
    public static class TlsFaultText
    {
        /// <summary>What the port did with the first message of TLS; null when it answered as it should.</summary>
        public static string OfPort(ProbeResult port)
        {
            switch (port.Outcome)
            {
                case ProbeOutcome.Unreachable: return port.Problem;
                case ProbeOutcome.Silent:
                    return "no answer to TLS within " + (TlsPreparation.ProbeTimeoutMs / 1000).ToString()
                        + " s; a wrong port, or a port without TLS?";
                case ProbeOutcome.Closed: return "the port does not speak TLS: closed without an answer; a wrong port, or one without TLS?";
                case ProbeOutcome.NotTls: return "the port does not speak TLS: what answers is something else; a wrong port?";
                case ProbeOutcome.Alert: return "the broker refuses TLS 1.2 with this node at once: " + AlertText(port.Alert);
                default: return null;
            }
        }

        /// <summary>That there is not enough memory.</summary>
        public static string Memory(long freeBytes, long largestBlockBytes)
        {
            return "not enough memory for TLS: " + freeBytes.ToString() + " bytes free, at most "
                + largestBlockBytes.ToString() + " in one block; it needs "
                + TlsMemory.FreeBytesMin.ToString() + " and " + TlsMemory.BlockBytes.ToString();
        }

        /// <summary>That there was not enough for as many attempts as are made without it.</summary>
        public static string NoMemoryForLong() => "TLS has not had the memory that it needs, attempt after attempt";

        /// <summary>What a number of the native code means.</summary>
        /// <param name="code">The number.</param>
        /// <param name="known">What was learnt before the handshake.</param>
        /// <param name="credentials">What it was tried with.</param>
        /// <param name="utcMs">The board's time.</param>
        public static string Describe(int code, TlsPreparation known, BrokerCredentials credentials, long utcMs)
        {
            switch (code)
            {
                case TlsCodes.CertificateVerifyFailed: return OfServer(known, credentials, utcMs);
                case TlsCodes.FatalAlert: return OfClient(known, credentials, utcMs);
                case TlsCodes.KeyMissing: return "the broker asks for a client certificate, and the one of this board has no key";
                case TlsCodes.Setup: return "TLS cannot begin: not enough memory, or a certificate stored on the board that cannot be read";
                case TlsCodes.InvalidRecord: return "what answers is not TLS";
                case TlsCodes.ConnectionEnd:
                case TlsCodes.ConnectionReset: return "closed during the TLS handshake (code " + code.ToString() + ")";
                default: return "the TLS handshake failed with code " + code.ToString() + " of mbedTLS";
            }
        }

        // The native code says "refused". It looked at issuer, dates and name: what of it can be seen to be wrong is said.
        private static string OfServer(TlsPreparation known, BrokerCredentials credentials, long utcMs)
        {
            ProbeResult port = known.Port;
            CertificateFacts server = port == null ? null : port.Server;
            if (server == null)
            {
                return "the broker's certificate is refused";
            }

            if (utcMs > server.ValidUntilMs)
            {
                return "the broker's certificate expired on " + UtcText.Minutes(server.ValidUntilMs)
                    + "; this board's time is " + UtcText.Minutes(utcMs);
            }

            if (utcMs < server.ValidFromMs)
            {
                return "the broker's certificate is valid from " + UtcText.Minutes(server.ValidFromMs)
                    + " on; this board's time is " + UtcText.Minutes(utcMs);
            }

            if (port.IsForOtherHost)
            {
                return "the broker's certificate is for " + port.ServerNames + ", not for " + credentials.Host;
            }

            return OfIssuer(known, port.ChainIssuer, utcMs);
        }

        private static string OfIssuer(TlsPreparation known, string issuer, long utcMs)
        {
            CertificateFacts ca = known.Ca;
            if (ca == null)
            {
                return "the broker's certificate is refused: is its CA, \"" + issuer + "\", stored on the board?";
            }

            if (issuer != ca.Subject)
            {
                return "the broker's certificate is by \"" + issuer + "\", caFile is of \"" + ca.Subject + "\"" + (ca.HasOthers ? " and others" : "");
            }

            return utcMs > ca.ValidUntilMs
                ? "the certificate of caFile expired on " + UtcText.Minutes(ca.ValidUntilMs)
                : "the broker's certificate is refused: another CA of the same name, a weak key, or not meant for a server?";
        }

        // The native code says "an alert" and not which: the broker refused what this node showed, or that it showed nothing.
        private static string OfClient(TlsPreparation known, BrokerCredentials credentials, long utcMs)
        {
            CertificateFacts own = known.Own;
            if (known.Port == null || !known.Port.AsksForCertificate)
            {
                return "the broker ended the TLS handshake with an alert";
            }

            if (own == null)
            {
                return "the broker asks for a client certificate: the board has none stored, or the broker refuses it; certFile is not set";
            }

            if (utcMs > own.ValidUntilMs)
            {
                return "the broker refuses this node's certificate: it expired on " + UtcText.Minutes(own.ValidUntilMs);
            }

            if (utcMs < own.ValidFromMs)
            {
                return "the broker refuses this node's certificate: it is valid from " + UtcText.Minutes(own.ValidFromMs) + " on";
            }

            // Whom the broker trusts is not known here: its own certificate need not be by the same CA.
            return "the broker refuses this node's certificate" + (own.Issuer != known.Port.ChainIssuer
                ? ", by \"" + own.Issuer + "\": is that CA trusted there? Or revoked, or keyFile not its key"
                : ": revoked, not known to it, or keyFile is not its key");
        }

        // RFC 5246, 7.2.2, and RFC 6066, 3, for 112.
        private static string AlertText(int alert)
        {
            switch (alert)
            {
                case 40: return "alert 40, no cipher in common";
                case 70: return "alert 70, it speaks another version of TLS";
                case 112: return "alert 112, it does not know this host name";
                default: return "alert " + alert.ToString();
            }
        }
    }
}
