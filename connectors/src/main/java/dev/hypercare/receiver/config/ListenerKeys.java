package dev.hypercare.receiver.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.hypercare.receiver.content.SecretFields;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The keys of the whole receiver. */
public final class ListenerKeys {
    static final String PATHS = "paths";
    static final String HOST = "listener.host";
    static final String PORT = "listener.port";
    static final String CERTIFICATE = "listener.tls.certificate";
    static final String KEY = "listener.tls.key";
    static final String CLIENT_CA = "listener.tls.client.ca";
    static final String CONNECTIONS = "listener.connections.max";
    static final String DEADLINE = "listener.deadline.ms";
    static final String BODY = "limit.body.bytes";
    static final String INFLATED = "limit.inflated.bytes";
    static final String RECORD = "limit.record.bytes";
    static final String RECORDS = "limit.records";
    static final String QUEUE_RECORDS = "queue.records";
    static final String QUEUE_BYTES = "queue.bytes";
    static final String RETRY_AFTER = "queue.retry.after.s";
    static final String CLIENT_RATE = "rate.client.requests";
    static final String POLL = "poll.records";
    static final String IDS = "dedupe.ids";
    static final String MASK = "mask.fields";

    private ListenerKeys() {}

    /** The definition, with the documentation of each key. */
    public static ConfigDef definition() {
        ConfigDef keys = new ConfigDef();
        define(keys, PATHS, Type.LIST, NO_DEFAULT_VALUE, null, Importance.HIGH, """
                Names of the paths to listen on, separated by commas, such as kong,jira. Each has keys of its own that begin with
                paths.<name>.""");
        define(keys, HOST, Type.STRING, "127.0.0.1", null, Importance.HIGH, """
                Address to listen on. One that is not the loopback address needs listener.tls.certificate, and on every path auth
                other than none.""");
        define(keys, PORT, Type.INT, 8088, between(0, 65535), Importance.HIGH, """
                Port to listen on; 0 takes a free one and logs it. The task runs on one worker at a time: let a load balancer ask
                GET /health on all.""");
        define(keys, CERTIFICATE, Type.STRING, "", null, Importance.MEDIUM, """
                PEM file with the certificate of the listener and those that lead to its authority; with it the listener speaks
                TLS. Read when the task starts.""");
        define(keys, KEY, Type.STRING, "", null, Importance.MEDIUM, """
                PEM file with the unencrypted PKCS#8 private key (BEGIN PRIVATE KEY) that belongs to it, RSA or EC.""");
        define(keys, CLIENT_CA, Type.STRING, "", null, Importance.MEDIUM, """
                PEM file with the authorities whose client certificates are taken; needed where a path has auth=mtls.""");
        define(keys, CONNECTIONS, Type.INT, 1000, atLeast(1), Importance.LOW, "Connections at once; more wait.");
        define(keys, DEADLINE, Type.LONG, 9000L, atLeast(100), Importance.MEDIUM, """
                Milliseconds after which a request is answered 503 whether Kafka has it or not; keep it below the time-out of the
                senders, which is 10 s for most. A repetition with the same id then waits for the first one.""");
        define(
                keys,
                BODY,
                Type.INT,
                1 << 20,
                atLeast(1),
                Importance.MEDIUM,
                "Most bytes of a body as sent; more is answered 413.");
        define(
                keys,
                INFLATED,
                Type.INT,
                8 << 20,
                atLeast(1),
                Importance.MEDIUM,
                "Most bytes of a body after gzip; more is answered 413.");
        define(keys, RECORD, Type.INT, 900_000, atLeast(1), Importance.MEDIUM, """
                Most bytes of one record; more is answered 413. Keep it below max.request.size of the producer, or one request
                makes the task fail.""");
        define(
                keys,
                RECORDS,
                Type.INT,
                10_000,
                atLeast(1),
                Importance.MEDIUM,
                "Most records of one request; more is answered 413.");
        define(keys, QUEUE_RECORDS, Type.INT, 20_000, atLeast(1), Importance.MEDIUM, """
                Most records that are accepted and not acknowledged by Kafka yet; more is answered 503 with Retry-After.""");
        define(keys, QUEUE_BYTES, Type.LONG, 32L << 20, atLeast(1), Importance.MEDIUM, "The same in bytes.");
        define(
                keys,
                RETRY_AFTER,
                Type.INT,
                1,
                atLeast(0),
                Importance.LOW,
                "Seconds in the header Retry-After of a 503.");
        define(keys, CLIENT_RATE, Type.INT, 0, atLeast(0), Importance.MEDIUM, """
                Most requests a second of one client, which is an address; more is answered 429 with Retry-After. 0 is no bound.
                Behind a proxy all clients have its address: let the proxy bound them.""");
        define(keys, POLL, Type.INT, 2000, atLeast(1), Importance.LOW, """
                Records that go to Kafka at once, and into one transaction under exactly-once; a request is never divided.""");
        define(keys, IDS, Type.INT, 1000, atLeast(1), Importance.MEDIUM, """
                How many ids of deliveries are remembered for each path at least; they are kept, hashed, in the source offsets.""");
        define(keys, MASK, Type.LIST, String.join(",", SecretFields.DEFAULT), null, Importance.MEDIUM, """
                Fields of JSON whose values are masked on paths with mask=all: those whose names end so, in any case and
                whatever stands between letters. The list replaces the default.""");
        return keys;
    }

    static void define(
            ConfigDef keys,
            String name,
            Type type,
            Object value,
            ConfigDef.@org.jspecify.annotations.Nullable Validator validator,
            Importance importance,
            String text) {
        keys.define(name, type, value, validator, importance, text.strip().replaceAll("\\s+", " "));
    }
}
