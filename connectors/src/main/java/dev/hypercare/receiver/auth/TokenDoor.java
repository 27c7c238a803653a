package dev.hypercare.receiver.auth;

import dev.hypercare.receiver.content.HttpRefusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A token in a header, with or without {@code Bearer} before it. Only hashes of tokens are known here. */
public final class TokenDoor implements Door {
    private static final String BEARER = "bearer ";

    private final String header;
    private final List<byte[]> hashes;

    /**
     * A door for who has one of the tokens.
     *
     * @param sha256s hashes of the tokens, hex
     */
    public TokenDoor(String header, List<String> sha256s) {
        this.header = header;
        this.hashes = sha256s.stream().map(HexFormat.of()::parseHex).toList();
    }

    @Override
    public void check(Posted posted) throws HttpRefusal {
        String sent = posted.header(header);
        if (sent == null || sent.isBlank()) {
            throw refusal("The header " + header + " is missing; send the token of this path in it.");
        }
        String token = sent.strip();
        token = token.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? token.substring(BEARER.length()).strip()
                : token;
        byte[] hash = Digests.sha256(token);
        boolean known = false;
        for (byte[] one : hashes) {
            known |= Digests.same(one, hash);
        }
        if (!known) {
            throw refusal("The token in the header " + header + " is not one of this path.");
        }
    }

    private static HttpRefusal refusal(String detail) {
        return new HttpRefusal(401, detail, Map.of("WWW-Authenticate", "Bearer"));
    }
}
