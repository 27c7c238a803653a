package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.http.BackOff;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Alertmanager, and what it was told. Times are epoch ms and arguments. Not thread-safe. */
final class Target {
    private final URI uri;
    private final BackOff backOff;
    private final Map<Map<String, String>, Told> told = new HashMap<>();

    /** What it acknowledged last of one set of labels, and when that was posted. */
    private record Told(long sequence, long at) {}

    /** @param uri of its alerts: {@code http://host:9093/api/v2/alerts} */
    Target(URI uri, BackOff backOff) {
        this.uri = uri;
        this.backOff = backOff;
    }

    URI uri() {
        return uri;
    }

    BackOff backOff() {
        return backOff;
    }

    /** What it is to be told now: what it does not know yet, and what it would forget soon. */
    List<Posting> due(Collection<Posting> postings, long refreshMs, long now) {
        return postings.stream()
                .filter(posting -> !knows(posting) || isStale(posting, refreshMs, now))
                .toList();
    }

    /** Whether it acknowledged this, or something newer. */
    boolean knows(Posting posting) {
        Told last = told.get(posting.labels());
        return last != null && last.sequence() >= posting.sequence();
    }

    void acknowledged(Posting posting, long postedAt) {
        told.put(posting.labels(), new Told(posting.sequence(), postedAt));
    }

    void forget(Posting posting) {
        told.remove(posting.labels());
    }

    /** The watchdog is told when it says so itself only: kept alive by us, nobody would notice that its maker is dead. */
    private boolean isStale(Posting posting, long refreshMs, long now) {
        Told last = told.get(posting.labels());
        return last != null && !posting.isEnded() && !posting.of().alert().isWatchdog() && now - last.at() >= refreshMs;
    }
}
