package dev.hypercare.query.access;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Whether a private key is that of a certificate. */
final class KeyProof {
    private static final byte[] TEXT = {1, 2, 3};

    private KeyProof() {}

    /** Signs something and looks at it. Error: {@link IllegalArgumentException} where they do not belong together. */
    static void check(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        boolean same;
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(TEXT);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(TEXT);
            same = signature.verify(signed);
        } catch (InvalidKeyException e) {
            same = false;
        }
        if (!same) {
            throw new IllegalArgumentException("the key is not that of the certificate");
        }
    }
}
