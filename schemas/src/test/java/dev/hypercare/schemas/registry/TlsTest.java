package dev.hypercare.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With certificates made by keytool: the server's for 127.0.0.1, one for another host, one of a client. */
class TlsTest {
    private static final String PASSWORD = "changeit-7";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        make("server", "ip:127.0.0.1");
        make("elsewhere", "dns:elsewhere.example");
        make("client", "dns:client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS", "PEM"})
    void speaksToAServerWhoseCertificateIsTrusted(String type) throws Exception {
        try (StubRegistry registry = registry("server", false)) {
            assertThat(client(registry, trust("server", type)).subjects()).containsExactly("calls-value");
        }
    }

    @Test
    void refusesAServerWhoseCertificateIsNotTrustedAndSaysWhatToDo() throws Exception {
        try (StubRegistry registry = registry("server", false)) {
            assertThatThrownBy(() -> client(registry, Map.of()).subjects())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(registry.url() + ": no trusted TLS connection")
                    .hasMessageContaining("give its certificate as trust store");
            assertThat(registry.asked).isEmpty();
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (StubRegistry registry = registry("elsewhere", false)) {
            assertThatThrownBy(() -> client(registry, trust("elsewhere", "PEM")).subjects())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(registry.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "PEM", "PEM encrypted"})
    void showsItsOwnCertificateWhereTheServerAsksForOne(String identity) throws Exception {
        Map<String, String> properties = new HashMap<>(trust("server", "PEM"));
        properties.put("schema.registry.ssl.keystore.type", identity.startsWith("PEM") ? "PEM" : identity);
        properties.put(
                "schema.registry.ssl.keystore.location",
                switch (identity) {
                    case "PEM" -> pem("client", privateKey("client"));
                    case "PEM encrypted" -> pem("client", encryptedKey("client"));
                    default -> folder.resolve("client.p12").toString();
                });
        properties.put("schema.registry.ssl.keystore.password", PASSWORD);
        try (StubRegistry registry = registry("server", true)) {
            assertThat(client(registry, properties).subjects()).containsExactly("calls-value");

            assertThatThrownBy(() -> client(registry, trust("server", "PEM")).subjects())
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void aWrongPasswordOrFileIsNamedWithoutThePassword() throws Exception {
        Map<String, String> wrong = new HashMap<>(trust("server", "PKCS12"));
        wrong.put("schema.registry.ssl.truststore.password", "not-this-one");

        assertThatThrownBy(() -> client("https://127.0.0.1:1", wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot open trust store " + folder.resolve("server.p12") + " as PKCS12")
                .hasMessageNotContaining("not-this-one");
        assertThatThrownBy(() -> client(
                        "https://127.0.0.1:1", Map.of("schema.registry.ssl.truststore.location", "/no/such/file")))
                .hasMessage("trust store /no/such/file: no such file");
    }

    @Test
    void aTrustStoreWithoutCertificatesIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here");

        assertThatThrownBy(() -> client(
                        "https://127.0.0.1:1",
                        Map.of(
                                "schema.registry.ssl.truststore.location",
                                empty.toString(),
                                "schema.registry.ssl.truststore.type",
                                "PEM")))
                .hasMessageContaining("empty.pem holds no certificate");
    }

    private static StubRegistry registry(String name, boolean clientCertificate) throws Exception {
        SSLContext context = Tls.context(
                new KeyStoreSource(Path.of(pem("client", "")), "PEM", null, null),
                new KeyStoreSource(folder.resolve(name + ".p12"), "PKCS12", new Secret(PASSWORD), null));
        return StubRegistry.withTls(context, clientCertificate).on("GET", "/subjects", 200, "[\"calls-value\"]");
    }

    private static RegistryClient client(StubRegistry registry, Map<String, String> tls) {
        return client(registry.url(), tls);
    }

    private static RegistryClient client(String url, Map<String, String> tls) {
        Map<String, String> properties = new HashMap<>(tls);
        properties.put("schema.registry.url", url);
        properties.put("max.retries", "0");
        return new RegistryClient(RegistryConfig.fromProperties(properties));
    }

    private static Map<String, String> trust(String name, String type) throws Exception {
        String file = type.equals("PEM")
                ? pem(name, "")
                : folder.resolve(name + (type.equals("JKS") ? ".jks" : ".p12")).toString();
        return Map.of(
                "schema.registry.ssl.truststore.location", file,
                "schema.registry.ssl.truststore.type", type,
                "schema.registry.ssl.truststore.password", PASSWORD);
    }

    private static void make(String name, String subjectName) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subjectName,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve(name + ".pem").toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                folder.resolve(name + ".pem").toString(),
                "-storetype",
                "JKS",
                "-keystore",
                folder.resolve(name + ".jks").toString(),
                "-storepass",
                PASSWORD);
    }

    private static void keytool(String... arguments) throws Exception {
        String tool = System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool";
        List<String> command = new java.util.ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments));
        File output = folder.resolve("keytool.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
    }

    /** A file with a certificate and, where given, the block of a private key; its path. */
    private static String pem(String name, String key) throws Exception {
        Path file = Files.createTempFile(folder, name, ".pem");
        return Files.writeString(file, key + Files.readString(folder.resolve(name + ".pem")))
                .toString();
    }

    private static String privateKey(String name) throws Exception {
        return block("PRIVATE KEY", key(name).getEncoded());
    }

    private static String encryptedKey(String name) throws Exception {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
        byte[] encrypted = cipher.doFinal(key(name).getEncoded());
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        return block("ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
    }

    private static PrivateKey key(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return (PrivateKey) store.getKey(name, PASSWORD.toCharArray());
    }

    private static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }
}
