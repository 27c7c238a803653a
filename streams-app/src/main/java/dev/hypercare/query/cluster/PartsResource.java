package dev.hypercare.query.cluster;

import dev.hypercare.query.Deadline;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.PeersConfig;
import dev.hypercare.query.QueryResource;
import dev.hypercare.query.TooSlow;
import dev.hypercare.query.access.PeerTrust;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /internal/v1/parts}: what the partitions of this process say, for other instances. It can read shelves and nothing else, so what it
 * is asked is never handed on: there is one hop, and no loop.
 */
public final class PartsResource implements QueryResource {
    /** Where it is. */
    static final String PATH = "/internal/v1/parts";

    static final String TYPE = "application/octet-stream";

    private static final Logger LOG = LoggerFactory.getLogger(PartsResource.class);
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Map<String, Shelf<?, ?>> shelves = new HashMap<>();
    private final PeerTrust trust;
    private final Duration within;

    /** For whoever says that it is an instance: on this machine alone. */
    public PartsResource(List<Shelf<?, ?>> shelves) {
        this(shelves, PeerTrust.open(), PeersConfig.DEFAULT.eachWithin());
    }

    /**
     * @param trust tells who is one of us
     * @param within how long reading may take: nobody waits longer for it
     */
    public PartsResource(List<Shelf<?, ?>> shelves, PeerTrust trust, Duration within) {
        this.trust = trust;
        this.within = within;
        shelves.forEach(shelf -> this.shelves.put(shelf.store(), shelf));
    }

    /** None: it is not for people. */
    @Override
    public Map<String, String> index() {
        return Map.of();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::parts);
    }

    private void parts(Context context) {
        byte[] body = context.bodyAsBytes();
        String refusal = trust.refusal(context::header, "POST", PATH, body);
        if (refusal != null) {
            context.status(FORBIDDEN).contentType("text/plain").result(refusal);
            return;
        }
        Request request;
        try {
            request = Request.of(body);
        } catch (RuntimeException e) {
            context.status(BAD_REQUEST).contentType("text/plain").result("not a request of this version");
            return;
        }
        context.contentType(TYPE).result(reply(request).toBytes());
    }

    /** Each partition for itself: one that moves away meanwhile takes no other with it. */
    Reply reply(Request request) {
        Map<Integer, byte[]> parts = new TreeMap<>();
        Map<Integer, String> refused = new TreeMap<>();
        Shelf<?, ?> shelf = shelves.get(request.store());
        Deadline deadline = Deadline.within(within);
        for (int partition : request.partitions()) {
            if (shelf == null) {
                refused.put(partition, "the instance asked does not know the store");
                continue;
            }
            try {
                parts.put(partition, shelf.read(partition, request.copy(), request.question(), deadline));
            } catch (NotReadyException e) {
                refused.put(partition, String.valueOf(e.getMessage()));
            } catch (TooSlow e) {
                refused.put(partition, "the instance asked: " + e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("partition {} of {} could not be read for another instance", partition, request.store(), e);
                refused.put(partition, "the instance asked could not read it: its log says why");
            }
        }
        return new Reply(parts, refused);
    }
}
