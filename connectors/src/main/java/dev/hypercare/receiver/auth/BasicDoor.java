package dev.hypercare.receiver.auth;

import dev.hypercare.receiver.content.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A name and a password, as Alertmanager sends them. */
public final class BasicDoor implements Door {
    private static final String BASIC = "basic ";

    private final byte[] hash;

    /** A door for who has this name and password. */
    public BasicDoor(String user, String password) {
        hash = Digests.sha256(user + ':' + password);
    }

    @Override
    public void check(Posted posted) throws HttpRefusal {
        String sent = posted.header("Authorization");
        if (sent == null || !sent.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw refusal("The header Authorization is missing or not Basic; send name and password of this path.");
        }
        String pair;
        try {
            pair = new String(
                    Base64.getDecoder().decode(sent.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refusal("The header Authorization is not Base64 after Basic.");
        }
        if (!Digests.same(hash, Digests.sha256(pair))) {
            throw refusal("Name or password is not that of this path.");
        }
    }

    private static HttpRefusal refusal(String detail) {
        return new HttpRefusal(401, detail, Map.of("WWW-Authenticate", "Basic realm=\"hypercare\", charset=\"UTF-8\""));
    }
}
