package dev.hypercare.query.access;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import dev.hypercare.schemas.registry.KeyStoreSource;
import dev.hypercare.schemas.registry.PemStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts that trust the authorities of a PEM file, or those of Java. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * A context. Error: {@link InvalidInput} where the file holds no certificate.
     *
     * @param key where the file stands, for messages, such as {@code --cacert}
     * @param file PEM; null for the authorities of Java
     * @param identity what proves who we are; null for nothing
     */
    public static SSLContext context(String key, @Nullable Path file, @Nullable TlsIdentity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : new KeyManager[] {identity},
                    file == null ? null : trust(key, file),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new InvalidInput(
                    key + ": " + file + ": " + e.getMessage(), "Name a PEM file with certificates of authorities.");
        }
    }

    private static TrustManager[] trust(String key, Path file) throws GeneralSecurityException, IOException {
        String text = TextFile.read(file, "Correct " + key + ".");
        KeyStore store = PemStore.load(text, new KeyStoreSource(file, "PEM", null, null));
        if (store.size() == 0) {
            throw new IllegalArgumentException("holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
