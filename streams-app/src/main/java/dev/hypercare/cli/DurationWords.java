package dev.hypercare.cli;

import dev.hypercare.contract.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the configuration writes them. */
final class DurationWords implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a duration (expected: such as 500ms, 10s, 1m30s)");
        }
    }
}
