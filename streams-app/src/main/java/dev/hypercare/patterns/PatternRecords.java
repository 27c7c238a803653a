package dev.hypercare.patterns;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patterns as records, for others to read and to go on from. */
final class PatternRecords {
    private PatternRecords() {}

    /** As it is at a pane end. */
    static Pattern of(LivePattern pattern, int windowSeconds) {
        return Pattern.newBuilder()
                .setId(pattern.id)
                .setKind(PatternKind.MESSAGE)
                .setTenant(pattern.tenant)
                .setApi(pattern.api)
                .setTemplate(pattern.template)
                .setAliases(List.copyOf(pattern.aliases))
                .setState(pattern.state)
                .setPreviousState(pattern.toldAt == LivePattern.NEVER ? null : pattern.before)
                .setAt(Instant.ofEpochMilli(pattern.lookedAt))
                .setReason(pattern.reason)
                .setFirstSeen(Instant.ofEpochMilli(pattern.firstSeen))
                .setLastSeen(Instant.ofEpochMilli(pattern.lastSeen))
                .setTotal(pattern.total)
                .setSinceGoLive(pattern.goLive == LivePattern.NEVER ? null : (Long) pattern.sinceGoLive)
                .setRecent(pattern.recentCalls)
                .setWindowSeconds(windowSeconds)
                .setUsual(pattern.usualCalls)
                .setApis(List.of(pattern.api))
                .setRoutes(List.copyOf(pattern.routes))
                .setVersions(List.copyOf(pattern.versions))
                .setErrorCodes(List.copyOf(pattern.errorCodes))
                .setStatuses(List.copyOf(pattern.statuses))
                .setConsumers(pattern.consumers.estimate())
                .setConsumerSketch(sketch(pattern.consumers))
                .setSample(pattern.sample)
                .setTraceIds(new ArrayList<>(pattern.traceIds))
                .setTickets(List.of())
                .build();
    }

    /** The inverse, with the bytes of {@link LivePattern#toBytes}. Error: {@link dev.hypercare.contract.measure.UnknownLayout}. */
    static LivePattern of(Pattern record, byte[] rest) {
        ByteBuffer from = ByteBuffer.wrap(rest);
        LivePattern pattern =
                new LivePattern(record.getId(), String.valueOf(record.getApi()), LivePattern.minedOf(from));
        pattern.restore(from);
        pattern.template = record.getTemplate();
        pattern.tenant = record.getTenant();
        pattern.aliases.addAll(record.getAliases());
        pattern.state = record.getState();
        pattern.reason = record.getReason();
        pattern.firstSeen = record.getFirstSeen().toEpochMilli();
        pattern.lastSeen = record.getLastSeen().toEpochMilli();
        pattern.total = record.getTotal();
        pattern.sinceGoLive = record.getSinceGoLive() == null ? 0 : record.getSinceGoLive();
        pattern.recentCalls = record.getRecent();
        pattern.usualCalls = record.getUsual();
        pattern.routes.addAll(record.getRoutes());
        pattern.versions.addAll(record.getVersions());
        pattern.errorCodes.addAll(record.getErrorCodes());
        pattern.statuses.addAll(record.getStatuses());
        ByteBuffer sketch = record.getConsumerSketch();
        if (sketch != null) {
            pattern.consumers.mergeFrom(sketch.duplicate());
        }
        pattern.sample = record.getSample();
        pattern.traceIds.addAll(record.getTraceIds());
        pattern.restored();
        return pattern;
    }

    private static @Nullable ByteBuffer sketch(DistinctCount consumers) {
        if (consumers.isEmpty()) {
            return null;
        }
        BinaryWriter writer = new BinaryWriter();
        consumers.write(writer);
        return ByteBuffer.wrap(writer.toBytes());
    }
}
