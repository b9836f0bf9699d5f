package se.samsyn.core.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate chain and its private key as the PEM files that certificate authorities hand out. */
final class PemKeyStore {

    /** The store lives in memory alone; Java wants a password for it all the same. */
    static final String PASSWORD = "in-memory";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemKeyStore() {}

    static KeyStore load(Path certificate, Path key) {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IllegalArgumentException("There is no certificate in " + certificate + ".");
            }
            PrivateKey secret = privateKey(key);
            if (!belongTogether(secret, chain[0].getPublicKey())) {
                throw new IllegalArgumentException(
                        "The certificate " + certificate + " and the key " + key + " do not belong together.");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("samsyn", secret, PASSWORD.toCharArray(), chain);
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the certificate or its key: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The certificate " + certificate + " and the key " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IllegalArgumentException("There is no unencrypted PKCS #8 key ('BEGIN PRIVATE KEY') in " + file
                    + "; 'openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW' makes one.");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Of another kind; the file does not say which.
            }
        }
        throw new IllegalArgumentException("The key in " + file + " is neither RSA, EC nor EdDSA.");
    }

    /** With another's key the server would start, and no browser reach it. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        byte[] anything = {1, 2, 3};
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(anything);
        return signature.verify(signed);
    }
}
