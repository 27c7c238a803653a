package dev.hypercare.schemas.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads PEM text as a key store. */
public final class PemStore {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemStore() {}

    /**
     * Certificates, and the key (without a password) with its chain where there is one. Error: {@link GeneralSecurityException} where it
     * cannot be read, {@link IllegalArgumentException} where the key has another form.
     */
    public static KeyStore load(String pem, KeyStoreSource source) throws GeneralSecurityException, IOException {
        List<Certificate> certificates = new ArrayList<>();
        Key key = null;
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "CERTIFICATE" ->
                    certificates.add(
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
                case "PRIVATE KEY" -> key = privateKey(new PKCS8EncodedKeySpec(der));
                case "ENCRYPTED PRIVATE KEY" -> key = privateKey(decrypted(der, source));
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new IllegalArgumentException("the private key in " + source.file()
                            + " is not PKCS8: convert it with openssl pkcs8 -topk8");
                default -> {
                    // Parameters and the like are not needed.
                }
            }
        }
        return store(certificates, key);
    }

    private static KeyStore store(List<Certificate> certificates, @Nullable Key key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null) {
            store.setKeyEntry("key", key, new char[0], certificates.toArray(Certificate[]::new));
            return store;
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("certificate-" + i, certificates.get(i));
        }
        return store;
    }

    private static Key privateKey(KeySpec spec) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Then of another kind.
            }
        }
        throw new InvalidKeySpecException("neither an RSA nor an EC nor an EdDSA key");
    }

    private static KeySpec decrypted(byte[] der, KeyStoreSource source) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        PBEKeySpec password = new PBEKeySpec(source.keyPasswordChars());
        try {
            // The name of PBES2 algorithms is only in the parameters.
            String algorithm =
                    info.getAlgParameters() != null && info.getAlgName().startsWith("PBES2")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(password),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } finally {
            password.clearPassword();
        }
    }
}
