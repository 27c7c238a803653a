package dev.hypercare.query.access;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import dev.hypercare.schemas.registry.KeyStoreSource;
import dev.hypercare.schemas.registry.PemStore;
import dev.hypercare.schemas.registry.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of this instance and its key, as the files have them now: a renewed one is used from the next handshake on. One that
 * cannot be used is told in the log, and the one before stays.
 */
public final class TlsIdentity extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);

    private final TlsConfig config;
    private final LongSupplier nanoTime;
    private Loaded now;
    /** For handshakes that chose it a moment ago. */
    private Loaded before;

    private long lookedAt;

    /** What files held; the name of it is the alias that handshakes know it by. */
    private record Loaded(String name, String state, X509ExtendedKeyManager keys, String alias) {}

    /**
     * Reads the files. Error: {@link InvalidInput} that names the one that cannot be used.
     *
     * @param config one that is on
     * @param nanoTime time that passes, nanoseconds
     */
    public TlsIdentity(TlsConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.now = load("1", state());
        this.before = now;
    }

    private synchronized Loaded current() {
        long nanos = nanoTime.getAsLong();
        if (nanos - lookedAt >= config.reload().toNanos()) {
            lookedAt = nanos;
            String state = state();
            if (!state.equals(now.state)) {
                renew(state);
            }
        }
        return now;
    }

    private void renew(String state) {
        try {
            Loaded fresh = load(String.valueOf(Integer.parseInt(now.name) + 1), state);
            before = now;
            now = fresh;
            LOG.info("the certificate was renewed: {}", shown(fresh));
        } catch (InvalidInput e) {
            now = new Loaded(now.name, state, now.keys, now.alias);
            LOG.error("the certificate has changed and cannot be used; the one before stays: {}", e.getMessage());
        }
    }

    private static String shown(Loaded loaded) {
        X509Certificate certificate = loaded.keys.getCertificateChain(loaded.alias)[0];
        return certificate.getSubjectX500Principal() + ", until "
                + certificate.getNotAfter().toInstant();
    }

    private synchronized Loaded named(String alias) {
        return alias.equals(before.name) ? before : now;
    }

    /** Differs where the content of one of the files does. */
    private String state() {
        StringBuilder state = new StringBuilder();
        for (Path file : new Path[] {config.certificate(), config.key(), config.keystore()}) {
            try {
                state.append(file == null ? "" : Arrays.hashCode(Files.readAllBytes(file)))
                        .append(' ');
            } catch (IOException e) {
                state.append("cannot be read ");
            }
        }
        return state.toString();
    }

    private Loaded load(String name, String state) {
        Path file = config.keystore() != null ? config.keystore() : config.certificate();
        try {
            char[] password = password().reveal().toCharArray();
            KeyStore store = config.keystore() == null ? pem() : pkcs12(config.keystore(), password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, config.keystore() == null ? new char[0] : password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    KeyProof.check(certificate, (PrivateKey)
                            store.getKey(alias, config.keystore() == null ? new char[0] : password));
                    for (KeyManager each : factory.getKeyManagers()) {
                        if (each instanceof X509ExtendedKeyManager keys) {
                            return new Loaded(name, state, keys, alias);
                        }
                    }
                }
            }
            throw new IllegalArgumentException("it holds no key with its certificate");
        } catch (NoSuchFileException e) {
            throw cannot(e.getMessage() + ": no such file");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw cannot(file + ": " + e.getMessage());
        }
    }

    private static InvalidInput cannot(String why) {
        return new InvalidInput(
                "HTTPS cannot be set up: " + why,
                "Check query.tls: certificate and key are PEM files, or keystore is a PKCS12 file; its password is in password-file.");
    }

    private KeyStore pem() throws IOException, GeneralSecurityException {
        Path certificate = config.certificate();
        Path key = config.key();
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("query.tls.certificate and query.tls.key are both needed");
        }
        KeyStoreSource source = new KeyStoreSource(key, "PEM", password(), null);
        return PemStore.load(Files.readString(certificate) + "\n" + Files.readString(key), source);
    }

    private static KeyStore pkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private Secret password() {
        Path file = config.passwordFile();
        return new Secret(
                file == null
                        ? ""
                        : TextFile.read(file, "Correct query.tls.password-file.")
                                .strip());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        Loaded loaded = current();
        return loaded.keys.chooseEngineServerAlias(keyType, issuers, engine) == null ? null : loaded.name;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        Loaded loaded = current();
        return loaded.keys.chooseEngineClientAlias(keyTypes, issuers, engine) == null ? null : loaded.name;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        Loaded loaded = current();
        return loaded.keys.chooseServerAlias(keyType, issuers, socket) == null ? null : loaded.name;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        Loaded loaded = current();
        return loaded.keys.chooseClientAlias(keyTypes, issuers, socket) == null ? null : loaded.name;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        Loaded loaded = current();
        return loaded.keys.getServerAliases(keyType, issuers) == null ? null : new String[] {loaded.name};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        Loaded loaded = current();
        return loaded.keys.getClientAliases(keyType, issuers) == null ? null : new String[] {loaded.name};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Loaded loaded = named(alias);
        return loaded.keys.getCertificateChain(loaded.alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Loaded loaded = named(alias);
        return loaded.keys.getPrivateKey(loaded.alias);
    }
}
