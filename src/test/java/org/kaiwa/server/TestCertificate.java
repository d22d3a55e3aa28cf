package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.kaiwa.it.LoggingProcess;

/** A certificate for the loopback and its key, made once for all tests of a JVM, in a PKCS#12 file such as an administrator makes it. */
final class TestCertificate {

    /** As the files of {@code server-config} call it. */
    private static final String NAME = "kaiwa";

    private static final String PASSWORD = "a certificate's";

    private static Path file;

    private TestCertificate() {}

    /** Where it is, by the names that the files of {@code server-config} use. */
    static Map<String, String> environment() throws Exception {
        return Map.of("KAIWA_TLS_KEYSTORE", file().toString(), "KAIWA_TLS_PASSWORD", PASSWORD);
    }

    /** Trusts it, and nobody else. */
    static SSLContext trust() throws Exception {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            made.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, made.getCertificate(NAME));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** A client that trusts it. */
    static HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(trust()).build();
    }

    private static synchronized Path file() throws Exception {
        if (file == null) {
            Path directory = Files.createTempDirectory("kaiwa-certificate-");
            directory.toFile().deleteOnExit();
            Path made = directory.resolve("kaiwa.p12");
            ProcessBuilder command = new ProcessBuilder(
                    Servers.jdk("keytool"),
                    "-genkeypair",
                    "-keyalg",
                    "RSA",
                    "-alias",
                    NAME,
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    made.toString(),
                    "-storepass",
                    PASSWORD);
            LoggingProcess keytool = new LoggingProcess(command, line -> {});
            assertThat(keytool.process().waitFor()).as(() -> "" + keytool.log()).isZero();
            made.toFile().deleteOnExit();
            file = made;
        }
        return file;
    }
}
