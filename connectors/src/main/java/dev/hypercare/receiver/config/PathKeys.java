package dev.hypercare.receiver.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The keys of one path, without the {@code paths.<name>.} before them. */
public final class PathKeys {
    static final String PATH = "path";
    static final String TOPIC = "topic";
    static final String BATCH = "batch";
    static final String KEY_POINTER = "key.pointer";
    static final String KEY_HEADER = "key.header";
    static final String ID_POINTER = "id.pointer";
    static final String ID_HEADER = "id.header";
    static final String MASK = "mask";
    static final String AUTH = "auth";
    static final String TOKEN_HEADER = "token.header";
    static final String TOKEN_SHA256S = "token.sha256s";
    static final String BASIC_USER = "basic.user";
    static final String BASIC_PASSWORD = "basic.password";
    static final String HMAC_SECRET = "hmac.secret";
    static final String HMAC_PREVIOUS = "hmac.secret.previous";
    static final String HMAC_HEADER = "hmac.header";
    static final String HMAC_ALGORITHM = "hmac.algorithm";
    static final String HMAC_ENCODING = "hmac.encoding";
    static final String HMAC_PREFIX = "hmac.prefix";
    static final String HMAC_SIGNED = "hmac.signed";
    static final String HMAC_TIMESTAMP_HEADER = "hmac.timestamp.header";
    static final String HMAC_TOLERANCE = "hmac.timestamp.tolerance.s";
    static final String MTLS_SUBJECTS = "mtls.subjects";

    private PathKeys() {}

    /** The definition, with the documentation of each key. */
    public static ConfigDef definition() {
        ConfigDef keys = new ConfigDef();
        add(
                keys,
                PATH,
                Type.STRING,
                NO_DEFAULT_VALUE,
                Importance.HIGH,
                "Path of the URL, such as /in/kong; compared exactly.");
        add(
                keys,
                TOPIC,
                Type.STRING,
                NO_DEFAULT_VALUE,
                Importance.HIGH,
                "Topic to write to, such as hypercare.raw-kong.v1.");
        oneOf(keys, BATCH, "none", Importance.HIGH, """
                How a body is cut into records: none (one JSON document, one record), json-array (one an element), ndjson (one JSON
                document a line), lines (any text, one a line).""", "none", "json-array", "ndjson", "lines");
        add(keys, KEY_POINTER, Type.STRING, "", Importance.LOW, """
                JSON pointer to the key in each record, such as /issue/key; records without it have no key.""");
        add(
                keys,
                KEY_HEADER,
                Type.STRING,
                "",
                Importance.LOW,
                "Header of the request that is the key of its records, instead.");
        add(keys, ID_HEADER, Type.STRING, "", Importance.HIGH, """
                Header with the sender's id of a delivery, such as X-GitHub-Delivery: a repetition is answered 200 and not written
                again. Exactly-once needs an id.""");
        add(keys, ID_POINTER, Type.STRING, "", Importance.HIGH, """
                JSON pointer to that id in the body, instead, such as /id; not for ndjson and lines.""");
        oneOf(keys, MASK, "all", Importance.HIGH, """
                What is masked before anything is written: all (mask.fields, and what looks like a token, a key, an e-mail address or
                a card anywhere), none (the topic then holds what was sent).""", "all", "none");
        oneOf(keys, AUTH, NO_DEFAULT_VALUE, Importance.HIGH, """
                Who may post: token, basic, hmac (a signature), mtls (a client certificate), none (everybody; on the loopback
                address only).""", "token", "basic", "hmac", "mtls", "none");
        add(keys, TOKEN_HEADER, Type.STRING, "Authorization", Importance.LOW, """
                With auth=token: the header of the token, such as X-Gitlab-Token; Bearer before the token is taken off.""");
        add(keys, TOKEN_SHA256S, Type.LIST, "", Importance.HIGH, """
                With auth=token: SHA-256 of each good token, hex: printf %s "$TOKEN" | sha256sum. Several, while tokens are
                changed.""");
        add(keys, BASIC_USER, Type.STRING, "", Importance.HIGH, "With auth=basic: the name.");
        add(
                keys,
                BASIC_PASSWORD,
                Type.PASSWORD,
                "",
                Importance.HIGH,
                "With auth=basic: the password; use a ConfigProvider.");
        add(keys, HMAC_SECRET, Type.PASSWORD, "", Importance.HIGH, """
                With auth=hmac: the secret that the sender signs with; use a ConfigProvider.""");
        add(
                keys,
                HMAC_PREVIOUS,
                Type.PASSWORD,
                "",
                Importance.LOW,
                "With auth=hmac: the secret before, while senders change over.");
        add(keys, HMAC_HEADER, Type.STRING, "X-Hub-Signature-256", Importance.MEDIUM, """
                With auth=hmac: the header of the signature: X-Hub-Signature-256 (GitHub), X-Hub-Signature (Jira),
                X-Zendesk-Webhook-Signature, X-PagerDuty-Signature, X-Grafana-Alerting-Signature.""");
        oneOf(
                keys,
                HMAC_ALGORITHM,
                "sha256",
                Importance.MEDIUM,
                "With auth=hmac: sha256, sha512 or sha1.",
                "sha256",
                "sha512",
                "sha1");
        oneOf(
                keys,
                HMAC_ENCODING,
                "hex",
                Importance.MEDIUM,
                "With auth=hmac: hex or base64 (Zendesk).",
                "hex",
                "base64");
        add(keys, HMAC_PREFIX, Type.STRING, "", Importance.MEDIUM, """
                With auth=hmac: what stands before the signature: sha256= (GitHub, Jira), v1= (PagerDuty).""");
        add(keys, HMAC_SIGNED, Type.STRING, "{body}", Importance.MEDIUM, """
                With auth=hmac: what is signed: {body}; {timestamp}{body} (Zendesk); {timestamp}:{body} (Grafana with a time);
                v0:{timestamp}:{body} (Slack). The body is the bytes as sent, before gzip is taken off.""");
        add(keys, HMAC_TIMESTAMP_HEADER, Type.STRING, "", Importance.MEDIUM, """
                With auth=hmac: the header of the time that is signed too, such as X-Zendesk-Webhook-Signature-Timestamp; seconds,
                milliseconds or ISO 8601.""");
        keys.define(
                HMAC_TOLERANCE,
                Type.INT,
                300,
                atLeast(1),
                Importance.LOW,
                "With auth=hmac: how far that time may be from now, seconds; older requests are taken for repeated by a stranger.");
        add(keys, MTLS_SUBJECTS, Type.LIST, "", Importance.MEDIUM, """
                With auth=mtls: regular expressions, without commas, of the subjects that may post, as RFC 2253 writes them,
                such as CN=kong.*; empty takes every certificate of listener.tls.client.ca.""");
        return keys;
    }

    private static void add(ConfigDef keys, String name, Type type, Object value, Importance importance, String text) {
        ListenerKeys.define(keys, name, type, value, null, importance, text);
    }

    private static void oneOf(
            ConfigDef keys, String name, Object value, Importance importance, String text, String... allowed) {
        ListenerKeys.define(keys, name, Type.STRING, value, ValidString.in(allowed), importance, text);
    }
}
