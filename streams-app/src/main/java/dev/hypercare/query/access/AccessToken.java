package dev.hypercare.query.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A token as the file has it: who it stands for, and the SHA-256 of it. That is enough because tokens are 256 random bits: nobody
 * finds one by trying.
 *
 * @param visitor who shows it
 * @param hash SHA-256 of the token, in hexadecimal digits
 */
public record AccessToken(Visitor visitor, String hash) {
    /** What each token begins with, so that one that lies about is recognised. */
    public static final String PREFIX = "hct_";
    /** How names look. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(viewer|editor)\\s+(\\S+)\\s+sha256:([0-9a-f]{64})");
    private static final String ALL = "*";
    private static final int BYTES = 32;

    /** A new token. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the file has of a token. */
    public static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads a line of the file. Error: {@link IllegalArgumentException} for one that is none, without the line. */
    static AccessToken parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !NAME.matcher(matcher.group(1)).matches()) {
            throw new IllegalArgumentException("expected: NAME viewer|editor TENANTS sha256:HASH");
        }
        Set<String> tenants = matcher.group(3).equals(ALL)
                ? null
                : Arrays.stream(matcher.group(3).split(","))
                        .map(one -> URLDecoder.decode(one, StandardCharsets.UTF_8))
                        .collect(Collectors.toUnmodifiableSet());
        return new AccessToken(
                new Visitor(matcher.group(1), AccessRole.of(matcher.group(2)), tenants), matcher.group(4));
    }

    /** The line of the file. */
    String line() {
        return visitor.name() + " " + visitor.role().word() + " " + tenants() + " sha256:" + hash;
    }

    /** Its tenants with commas, as the file has them; {@code *} for all. */
    public String tenants() {
        Set<String> some = visitor.tenants();
        return some == null
                ? ALL
                : new TreeSet<>(some)
                        .stream()
                                .map(one -> URLEncoder.encode(one, StandardCharsets.UTF_8)
                                        .replace(ALL, "%2A"))
                                .collect(Collectors.joining(","));
    }
}
