package dev.hypercare.schemas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context of a configuration. */
public final class Tls {
    private Tls() {}

    /**
     * A null trusts what Java trusts, or shows no certificate of our own. Error: {@link IllegalArgumentException} naming the file that
     * cannot be used, never a password.
     */
    public static SSLContext context(@Nullable KeyStoreSource trust, @Nullable KeyStoreSource identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(identity), trusted(trust), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trusted(@Nullable KeyStoreSource source) throws GeneralSecurityException {
        if (source == null) {
            return null;
        }
        KeyStore store = load(source, "trust store");
        if (store.size() == 0) {
            throw new IllegalArgumentException("trust store " + source.file() + " holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyStoreSource source) throws GeneralSecurityException {
        if (source == null) {
            return null;
        }
        KeyStore store = load(source, "key store");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = source.type().equals("PEM") ? new char[0] : source.keyPasswordChars();
        try {
            factory.init(store, password);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot open the private key in key store " + source.file() + ": check its password", e);
        } finally {
            Arrays.fill(password, ' ');
        }
        return factory.getKeyManagers();
    }

    private static KeyStore load(KeyStoreSource source, String what) {
        try {
            if (source.type().equals("PEM")) {
                return PemStore.load(Files.readString(source.file()), source);
            }
            KeyStore store = KeyStore.getInstance(source.type());
            try (InputStream in = Files.newInputStream(source.file())) {
                store.load(in, source.password() == null ? null : source.passwordChars());
            }
            return store;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(what + " " + source.file() + ": no such file", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot open " + what + " " + source.file() + " as " + source.type()
                            + ": check its type and password (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
